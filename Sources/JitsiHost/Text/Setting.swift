internal import Secrets

/// The value of a setting, as far as it can be read without running anything.
enum SettingValue {
    case text(String)
    case truth(Bool)
    /// Numbers and other bare words, as they stand.
    case word(String)
    case list([String])
    /// A value of a key that names a secret: compared, never shown.
    case secret(SecretBytes)
    /// An expression that only the program itself could work out.
    case notUnderstood

    /// A word of a file: `true` and `false` are truths.
    init(word: String) {
        switch word {
        case "true": self = .truth(true)
        case "false": self = .truth(false)
        default: self = .word(word)
        }
    }

    var text: String? {
        switch self {
        case .text(let text), .word(let text): text
        default: nil
        }
    }

    var truth: Bool? {
        switch self {
        case .truth(let truth): truth
        // "true" in quotes, as Docker's templates and jicofo's properties have it.
        case .text(let text), .word(let text): Bool(text)
        default: nil
        }
    }

    /// A list, or one text in the place of a list.
    var list: [String]? {
        switch self {
        case .list(let list): list
        case .text(let text): [text]
        default: nil
        }
    }
}

/// A setting and where it stands.
struct Setting {
    let name: String
    let value: SettingValue
    let place: Place
}

/// A line of a file.
public struct Place: Sendable, Hashable, CustomStringConvertible {
    /// The file as the host has it.
    public let path: String
    /// Counted from 1; 0 where the file as a whole is meant.
    public let line: Int

    /// `/etc/jitsi/jicofo/jicofo.conf:12`
    public var description: String { line > 0 ? "\(path):\(line)" : path }
}
