internal import LDAP
internal import Login

/// Finds the one entry that a typed name stands for (`directory.users`).
struct AccountFinder: Sendable {
    /// How a search for a name ended.
    enum Finding {
        /// No entry matches.
        case nobody
        /// More than one matches; nobody is guessed.
        case several
        /// The one that matches.
        case entry(Entry)
    }

    /// Accounts are searched for below it.
    let base: String
    /// `{username}` is the name as typed.
    let filter: FilterTemplate
    /// How the forms of Windows are told apart; nil where a name has one form only.
    let windows: WindowsNames?
    /// The attributes to ask for, and no others: an entry may hold a photo of 5 MB.
    private(set) var attributes: [String]

    /// The same, asking for further attributes.
    func asking(also further: [String]) -> AccountFinder {
        var finder = self
        finder.attributes += further
        return finder
    }

    /// Finds the entry for `typed`.
    ///
    /// Where several match, the names that the domain itself keeps unique decide in Active Directory: people may write
    /// their own `mail` there, and nobody can be kept out by somebody else who writes that name into it.
    func find(
        _ typed: String, on searcher: borrowing some DirectorySearcher & ~Copyable,
        observe: ((DirectoryStep) -> Void)?
    ) throws(LDAPError) -> Finding {
        guard let windows else { return try search(filter, ["username": typed], searcher, observe) }
        switch TypedName(typed) {
        case .plain:
            let found = try search(filter, ["username": typed], searcher, observe)
            guard case .several = found else { return found }
            let owner = try search(windows.byAccountName, ["username": typed], searcher, observe)
            if case .nobody = owner { return found }
            return owner
        case .ofDomain(let domain, let name):
            guard try windows.domain.isNamed(domain, asking: searcher) else {
                observe?(.foreignDomain(domain))
                return .nobody
            }
            return try search(windows.byAccountName, ["username": name], searcher, observe)
        case .principal(let name, let domain):
            // Domains have further suffixes for principal names, and mail addresses any.
            let isOurs = windows.domain.isNamed(inDNS: domain)
            let found =
                isOurs
                ? try search(
                    windows.byEitherPrincipalName, ["username": typed, "account": name], searcher, observe)
                : try search(filter, ["username": typed], searcher, observe)
            guard case .several = found else { return found }
            // The domain itself takes the principal name first and the account's name next, and knows no mail addresses.
            let principal = try search(windows.byPrincipalName, ["username": typed], searcher, observe)
            guard case .nobody = principal else { return principal }
            return isOurs ? try search(windows.byAccountName, ["username": name], searcher, observe) : found
        }
    }

    private func search(
        _ template: FilterTemplate, _ values: [String: String],
        _ searcher: borrowing some DirectorySearcher & ~Copyable, _ observe: ((DirectoryStep) -> Void)?
    ) throws(LDAPError) -> Finding {
        guard let filter = try? template.filled(values) else { return .nobody }
        // Two are enough to know that the name is not unique.
        let found = try searcher.search(
            base: base, scope: .subtree, filter: filter, attributes: attributes, sizeLimit: 2)
        observe?(.searched(filter: filter.description, matches: found.entries.count))
        guard let entry = found.entries.first else { return found.isComplete ? .nobody : .several }
        return found.entries.count == 1 && found.isComplete ? .entry(entry) : .several
    }
}
