internal import LDAP

/// How accounts and their groups are found in the directory (`directory.users`, `directory.groups`).
struct AccountLookup: Sendable {
    let base: String
    let filter: FilterTemplate
    let id: String
    let name: String?
    let email: String?
    let groups: GroupLookup

    /// The attributes to ask for, and no others: an entry may hold a photo of 5 MB.
    var attributes: [String] {
        [id, name, email, groups.attribute].compactMap { $0 }
    }
}

/// How the groups of an account are found.
enum GroupLookup: Sendable {
    /// The account's entry lists them.
    case attribute(String)
    /// They list the account: entries below `base` that match.
    case search(base: String, filter: FilterTemplate)

    /// The most groups that a search returns. Beyond it the search fails, so that nobody gets a role by the part that
    /// came first.
    static let mostGroups = 10_000

    var attribute: String? {
        if case .attribute(let name) = self { name } else { nil }
    }
}
