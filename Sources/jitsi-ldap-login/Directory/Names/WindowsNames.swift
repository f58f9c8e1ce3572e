internal import LDAP

/// What Active Directory's forms of a name are searched for by. Each keeps to the configured filter too.
struct WindowsNames: Sendable {
    let domain: WindowsDomain
    /// `{username}` is a `sAMAccountName`.
    let byAccountName: FilterTemplate
    /// `{username}` is a `userPrincipalName`.
    let byPrincipalName: FilterTemplate
    /// `{username}` is whatever the configured filter looks for; or, for those whose principal name is another or none,
    /// `{account}` is the `sAMAccountName`: the implicit principal name (MS-ADTS, 5.1.1.1.1).
    let byEitherPrincipalName: FilterTemplate

    /// - Parameter filter: the configured filter, with `{username}`.
    init(_ domain: WindowsDomain, filter: String) throws(FilterError) {
        self.domain = domain
        // A brace as itself is written \7b in a filter: this replaces placeholders and nothing else.
        let byAccount = filter.replacing("{username}", with: "{account}")
        byAccountName = try FilterTemplate(
            parsing: "(&\(filter)(sAMAccountName={username}))", placeholders: ["username"])
        byPrincipalName = try FilterTemplate(
            parsing: "(&\(filter)(userPrincipalName={username}))", placeholders: ["username"])
        byEitherPrincipalName = try FilterTemplate(
            parsing: "(|\(filter)(&\(byAccount)(sAMAccountName={account})))",
            placeholders: ["username", "account"])
    }
}
