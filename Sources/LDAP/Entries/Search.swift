internal import CLDAP

/// How far below its base a search looks (RFC 4511, 4.5.1.2).
public enum SearchScope: Sendable {
    /// Only the base itself.
    case base
    /// The entries right below it.
    case oneLevel
    /// The base and everything below it.
    case subtree

    var rawValue: Int32 {
        switch self {
        case .base: LDAP_SCOPE_BASE
        case .oneLevel: LDAP_SCOPE_ONELEVEL
        case .subtree: LDAP_SCOPE_SUBTREE
        }
    }
}

/// What is searched for, and how much of it.
struct Search {
    let base: String
    let scope: SearchScope
    let filter: Filter
    let attributes: [String]
    let sizeLimit: Int
    let typesOnly: Bool

    init(
        base: String, scope: SearchScope, filter: Filter, attributes: [String], sizeLimit: Int,
        typesOnly: Bool = false
    ) {
        self.base = base
        self.scope = scope
        self.filter = filter
        self.attributes = attributes
        self.sizeLimit = max(1, sizeLimit)
        self.typesOnly = typesOnly
    }

    /// Whether a piece of a long list is what is wanted (`ValueRange`).
    var asksForPieces: Bool { attributes.contains { AttributeDescription($0).isPartial } }
}

/// The entries that a search found.
public struct SearchResult: Sendable {
    /// At most as many as were asked for.
    public let entries: [Entry]
    /// False where more match than were asked for.
    public let isComplete: Bool
}
