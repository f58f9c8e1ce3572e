internal import LDAP

/// Whoever searches for the length of one login, on one server: the service, or the person who signs in.
protocol DirectorySearcher: ~Copyable {
    /// See `ServerSession.search`.
    func search(
        base: String, scope: SearchScope, filter: Filter, attributes: [String], sizeLimit: Int,
        typesOnly: Bool
    ) throws(LDAPError) -> SearchResult
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

    /// The one entry that matches; nil where there is none or more than one, and where the base is not there or cannot be
    /// read.
    func entry(
        at base: String, scope: SearchScope = .base, filter: Filter, attributes: [String]
    ) throws(LDAPError) -> Entry? {
        do {
            let found = try search(
                base: base, scope: scope, filter: filter, attributes: attributes, sizeLimit: 2)
            return found.entries.count == 1 && found.isComplete ? found.entries[0] : nil
        } catch {
            guard error.saysThereIsNothing else { throw error }
            return nil
        }
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
