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

    /// The entry `dn` itself, where it is there, can be read and matches; nil otherwise.
    func read(
        _ dn: String, filter: Filter, attributes: [String]
    ) throws(LDAPError) -> Entry? {
        do {
            return try search(base: dn, scope: .base, filter: filter, attributes: attributes, sizeLimit: 1)
                .entries.first
        } catch {
            guard error.saysThereIsNothing else { throw error }
            return nil
        }
    }
}

extension LDAPError {
    /// Whether it says of one entry that it is not here, or not for this reader. A directory that hides an entry calls
    /// it missing (RFC 4511, appendix A.2), and a name in another directory is answered by a referral.
    fileprivate var saysThereIsNothing: Bool {
        switch reason {
        case .result(.noSuchObject, _), .result(.insufficientAccess, _), .referral: true
        default: false
        }
    }
}
