/// Why a text cannot be the name of a room or of a tenant.
public enum NameProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nothing to see is left of it.
    case empty
    /// More than `limit` bytes in its percent-encoded form.
    case tooLong(limit: Int)
    /// A `%` without two hexadecimal digits behind it.
    case brokenEncoding
    /// Percent-encoded bytes that are not UTF-8.
    case notUTF8
    /// A C0 or C1 control character, or DEL.
    case controlCharacter
    /// A slash or a backslash inside the name.
    case slash
    /// `.` or `..`, which browsers and web servers take for folders.
    case dots
    /// A `*`, which in a token means every room or every tenant.
    case wildcard
    /// A leading underscore, or a name that Jitsi's own files and services have.
    case reserved
    /// A leading or trailing hyphen of a tenant.
    case hyphen
    /// A character that the XMPP address cannot hold.
    case unusable

    /// One sentence for logs and commands; the pages have their own words.
    public var description: String {
        switch self {
        case .empty: "the name is empty"
        case .tooLong(let limit): "the name is too long: at most \(limit) bytes, percent-encoded"
        case .brokenEncoding: "the name has a % that is not followed by two hexadecimal digits"
        case .notUTF8: "the name is not UTF-8"
        case .controlCharacter: "the name has a control character"
        case .slash: "the name has a slash or a backslash"
        case .dots: "the name is . or .., which browsers take for folders"
        case .wildcard: "the name has a *, which in a token stands for every name"
        case .reserved: "the name is reserved by Jitsi Meet"
        case .hyphen: "the tenant begins or ends with a hyphen"
        case .unusable: "the name has a character that is not possible in an XMPP address"
        }
    }
}
