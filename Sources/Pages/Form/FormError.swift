/// Why a form or a query cannot be read. No case carries what was sent: it may hold a password.
public enum FormError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The body is not `application/x-www-form-urlencoded`; `multipart/form-data` is refused with the rest.
    case contentType
    /// More than ``FormFields/maximumCount`` fields.
    case tooManyFields
    /// A field that may stand once stands twice.
    case repeatedField
    /// A `%` that two hexadecimal digits do not follow.
    case percentEncoding
    /// A required field is absent.
    case missing(Field)
    /// More bytes than the field may have.
    case tooLong(Field)
    /// Text that is not UTF-8.
    case encoding(Field)
    /// Control characters, line breaks or direction overrides in text.
    case controlCharacter(Field)
    /// A nonce that Jitsi's client cannot have made.
    case nonce

    /// The fields that are read.
    public enum Field: String, Sendable {
        case username, password, lang, room, tenant, state, nonce, again, token, guest, stay, session, form
        case name, join, permit, from, until, moderator, lobby
    }

    /// What is wrong, for the log.
    public var description: String {
        switch self {
        case .contentType: "the body is not application/x-www-form-urlencoded"
        case .tooManyFields: "there are more than \(FormFields.maximumCount) fields"
        case .repeatedField: "a field stands there twice"
        case .percentEncoding: "a % is not followed by two hexadecimal digits"
        case .missing(let field): "the field \(field.rawValue) is missing"
        case .tooLong(let field): "the field \(field.rawValue) is too long"
        case .encoding(let field): "the field \(field.rawValue) is not UTF-8"
        case .controlCharacter(let field): "the field \(field.rawValue) holds control characters"
        case .nonce: "the nonce is not one of Jitsi's"
        }
    }
}
