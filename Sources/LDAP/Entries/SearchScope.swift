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
