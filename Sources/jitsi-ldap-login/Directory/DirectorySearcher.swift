internal import LDAP

/// Whoever searches for the length of one login, on one server: the service, or the person who signs in.
protocol DirectorySearcher: ~Copyable {
    /// See `ServerSession.search`.
    func search(
        base: String, scope: SearchScope, filter: Filter, attributes: [String], sizeLimit: Int,
        typesOnly: Bool
    ) throws(LDAPError) -> SearchResult

    /// See `ServerSession.anticipate`.
    func anticipate(_ queries: [Search])
}

extension InspectedServer {
    /// Whoever inspects a server asks one thing after the other.
    func anticipate(_ queries: [Search]) {}
}

extension DirectorySearcher where Self: ~Copyable {
    /// Searches for entries with the values of `attributes`.
    func search(
        base: String, scope: SearchScope, filter: Filter, attributes: [String], sizeLimit: Int
    ) throws(LDAPError) -> SearchResult {
        try search(
            base: base, scope: scope, filter: filter, attributes: attributes, sizeLimit: sizeLimit,
            typesOnly: false)
    }

    /// Asks for what `anticipate` may have asked for before.
    func search(_ query: Search) throws(LDAPError) -> SearchResult {
        try search(
            base: query.base, scope: query.scope, filter: query.filter, attributes: query.attributes,
            sizeLimit: query.sizeLimit, typesOnly: query.typesOnly)
    }

    /// The one entry that matches; nil where there is none or more than one, and where the base is not there or cannot be
    /// read.
    func entry(
        at base: String, scope: SearchScope = .base, filter: Filter, attributes: [String]
    ) throws(LDAPError) -> Entry? {
        do {
            let found = try search(
                base: base, scope: scope, filter: filter, attributes: attributes,
                sizeLimit: Search.entryLimit)
            return found.entries.count == 1 && found.isComplete ? found.entries[0] : nil
        } catch {
            guard error.saysThereIsNothing else { throw error }
            return nil
        }
    }
}

extension Search {
    /// Two are enough to know that there is more than one.
    fileprivate static let entryLimit = 2

    /// What `entry(at:filter:attributes:)` asks for.
    init(entryAt base: String, filter: Filter, attributes: [String]) {
        self.init(
            base: base, scope: .base, filter: filter, attributes: attributes, sizeLimit: Self.entryLimit)
    }
}

extension LDAPError {
    /// Whether it says of a base that it is not here, or not for this reader. A directory that hides an entry calls it
    /// missing (RFC 4511, appendix A.2), and a name in another directory is answered by a referral.
    fileprivate var saysThereIsNothing: Bool {
        switch reason {
        case .result(.noSuchObject, _), .result(.insufficientAccess, _), .referral: true
        default: false
        }
    }
}
