internal import LDAP
internal import Login

/// The names that somebody goes by where there is no service account (`directory.bind.as-user`).
struct PersonalName: Sendable {
    private let template: BindNameTemplate
    /// Whether the server itself reads `alice@corp.example` and `CORP\alice`.
    private let hasWindowsForms: Bool

    init(_ template: BindNameTemplate, kind: DirectoryKind?) {
        self.template = template
        hasWindowsForms = kind == .activeDirectory && template.form != .distinguishedName
    }

    /// Whether the name to bind with is the entry's DN.
    var isDistinguishedName: Bool { template.form == .distinguishedName }

    /// The name to bind with for what was typed; nil where nobody can have it.
    ///
    /// Whoever types a domain means that one, not the configured one: the domain controller knows its own names and its
    /// neighbours'. The entry that is found then settles who it was.
    func bindName(for typed: String) -> String? {
        guard hasWindowsForms else { return template.filled(typed) }
        let written: BindNameTemplate?
        let name: String
        switch TypedName(typed) {
        case .plain: return template.filled(typed)
        case .principal(let account, let domain):
            written = try? BindNameTemplate(parsing: "{username}@" + domain)
            name = account
        case .ofDomain(let domain, let account):
            // Before the backslash domain controllers know NetBIOS names only, which have no dots, mostly.
            written = try? BindNameTemplate(
                parsing: domain.contains(".") ? "{username}@" + domain : domain + "\\{username}")
            name = account
        }
        return written?.filled(name)
    }

    /// What wrong passwords are counted by, as the entry is not known before the bind: the account's part of the name, so that
    /// `alice`, `alice@corp.example` and `CORP\alice` are one. People of that name in several domains are as well. Where the
    /// server knows no such forms, it is the name to bind with, which has the configured realm or domain once.
    func countedName(for typed: String) -> String {
        guard hasWindowsForms else { return FoldedName(template.filled(typed) ?? typed).text }
        return switch TypedName(typed) {
        case .plain(let name), .principal(let name, _), .ofDomain(_, let name): FoldedName(name).text
        }
    }

    /// What to search for the entry by, of somebody bound with `bindName`: what was typed, without the configured realm or
    /// domain where the server's entries know of none.
    func searchName(for typed: String, boundAs bindName: String) -> String {
        guard !hasWindowsForms else { return typed }
        return switch template.form {
        case .distinguishedName: typed
        case .principal(let realm): String(bindName.dropLast(realm.count + 1))
        case .downLevel(let domain): String(bindName.dropFirst(domain.count + 1))
        }
    }
}
