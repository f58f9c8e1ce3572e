/// Why an address is not that of a meeting.
public enum AddressProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// No room is named: `/`, an empty text, or a path that ends in a slash.
    case noRoom
    /// It does not begin with a slash.
    case notAPath
    /// Segments that are empty, or more than a tenant and a room: browser, web server and client read such a path
    /// each in its own way.
    case ambiguousPath
    /// A `#`: what follows one never leaves the browser.
    case fragment
    /// A control character in the query.
    case controlCharacter
    /// A query of more than `limit` bytes.
    case queryTooLong(limit: Int)
    /// A login's state and its parameters name different rooms or tenants.
    case disagreement
    /// A tenant is named where all rooms are in another.
    case foreignTenant
    /// The room's name is not possible.
    case room(NameProblem)
    /// The tenant's name is not possible.
    case tenant(NameProblem)

    /// One sentence for logs and commands; the pages have their own words.
    public var description: String {
        switch self {
        case .noRoom: "the address names no room"
        case .notAPath: "the address does not begin with a slash"
        case .ambiguousPath: "the address is not /room or /tenant/room"
        case .fragment: "the address has a #"
        case .controlCharacter: "the query has a control character"
        case .queryTooLong(let limit): "the query is too long: at most \(limit) bytes"
        case .disagreement: "the state and the parameters name different rooms"
        case .foreignTenant: "the address names a tenant, and all rooms are in that of jaas.app-id"
        case .room(let problem): "room: \(problem)"
        case .tenant(let problem): "tenant: \(problem)"
        }
    }
}
