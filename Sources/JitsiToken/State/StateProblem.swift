/// Why a state cannot be read. No case carries what was sent: it may hold a refresh token.
public enum StateProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// More than `limit` bytes of JSON.
    case tooLarge(limit: Int)
    /// No JSON text (RFC 8259), beginning with the byte at `offset`.
    case notJSON(offset: Int)
    /// Arrays and objects more than `limit` deep.
    case tooDeep(limit: Int)
    /// An object has a member twice. Readers differ over which one counts (RFC 8259, 4).
    case repeatedMember
    /// It is JSON, but not an object.
    case notAnObject
    /// A member of that name is not of the type that Jitsi's client gives it.
    case wrongType(member: String)
    /// It says that it comes from more than one app.
    case severalApps
    /// The overrides have more than `limit` bytes as they stand in an address.
    case overridesTooLong(limit: Int)

    /// One sentence for the log; the pages have their own words.
    public var description: String {
        switch self {
        case .tooLarge(let limit): "the state is too large: at most \(limit) bytes"
        case .notJSON(let offset): "the state is not JSON, from byte \(offset) on"
        case .tooDeep(let limit): "the state is nested too deeply: at most \(limit) levels"
        case .repeatedMember: "the state has a member twice"
        case .notAnObject: "the state is not a JSON object"
        case .wrongType(let member): "the state's \(member) is of the wrong type"
        case .severalApps: "the state names more than one app"
        case .overridesTooLong(let limit): "the state's overrides are too long: at most \(limit) bytes"
        }
    }
}
