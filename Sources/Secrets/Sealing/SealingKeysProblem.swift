/// Why a file of sealing keys was not taken. The text says what to do, and never shows anything of a key.
public enum SealingKeysProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// There are only blank lines and comments.
    case noKey
    /// More than `SealingKeys.mostKeys` keys.
    case tooManyKeys
    /// The line, counted from 1, is no base 64.
    case notBase64(line: Int)
    /// The line holds a key of so many bytes, fewer than `SealingKeys.shortestKey`.
    case tooShort(line: Int, bytes: Int)
    /// The line holds a key of more than `SealingKeys.longestKey` bytes.
    case tooLong(line: Int)
    /// The line holds the key of an earlier line once more.
    case repeated(line: Int, first: Int)
    /// libcrypto refused to work with the keys.
    case library(CryptoFailure)

    private static let make = "make one with: head -c 32 /dev/urandom | base64"

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .noKey:
            "there is no key in the file: write one base64 key a line; \(Self.make)"
        case .tooManyKeys:
            "there are more than \(SealingKeys.mostKeys) keys in the file: "
                + "remove the oldest, from the end of the file"
        case .notBase64(let line):
            "line \(line) is no base64 key: write one key a line and nothing else there; \(Self.make)"
        case .tooShort(let line, let bytes):
            "line \(line) holds a key of \(bytes) bytes, and \(SealingKeys.shortestKey) are the least "
                + "(a longer one may have been broken into lines): \(Self.make)"
        case .tooLong(let line):
            "line \(line) holds a key of more than \(SealingKeys.longestKey) bytes; is it the right file? "
                + Self.make
        case .repeated(let line, let first):
            "line \(line) holds the same key as line \(first): remove one of them; "
                + "a rotation puts a new key above the old one"
        case .library(let failure): "\(failure)"
        }
    }

    /// Problems are equal where they say the same.
    public static func == (left: Self, right: Self) -> Bool { left.description == right.description }
}
