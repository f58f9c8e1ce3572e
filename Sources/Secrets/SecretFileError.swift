internal import Glibc

/// Why a secret file was not taken. The text says what to do, and never shows what is in the file.
public enum SecretFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// open(2) or fstat(2) failed with this errno.
    case cannotOpen(path: String, errno: Int32)
    /// A folder, a device, a pipe or a socket.
    case notAFile(path: String)
    /// The permission bits for others are not all clear.
    case openToOthers(path: String, mode: UInt32)
    /// Nothing in it, or only a newline.
    case empty(path: String)
    /// More than `limit` bytes.
    case tooLarge(path: String, limit: Int)
    /// read(2) failed with this errno.
    case cannotRead(path: String, errno: Int32)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .cannotOpen(let path, let errno):
            let remedy =
                switch errno {
                case EACCES: "; run a command as root, by sudo; a service: let its user read the file"
                case ENOENT: "; create it, or correct its path"
                default: ""
                }
            return "cannot open the secret file \(path): \(Self.words(errno))\(remedy)"
        case .notAFile(let path):
            return "the secret file \(path) is not a regular file: name the file that holds the secret"
        case .openToOthers(let path, let mode):
            let octal = "0" + String(mode, radix: 8)
            return "the secret file \(path) is open to every user of this machine (mode \(octal)): "
                + "run chmod o= \(path), and change the secret if others have accounts here"
        case .empty(let path):
            return "the secret file \(path) is empty: write the secret into it"
        case .tooLarge(let path, let limit):
            return "the secret file \(path) is larger than \(limit) bytes; is it the right file?"
        case .cannotRead(let path, let errno):
            return "cannot read the secret file \(path): \(Self.words(errno))"
        }
    }

    private static func words(_ errno: Int32) -> String {
        // glibc's strerror is safe in threads: the text of a known number is constant (strerror(3)).
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }
}
