internal import LDAP
internal import Login
internal import Settings

/// How accounts and their groups are found (`directory.users`, `directory.groups`), and what the groups mean (`access`).
extension Assembler {
    /// Who searches, how a name becomes an entry, and how an entry becomes an account; the finder is nil where the
    /// name to bind with is the entry's DN.
    mutating func accounts(
        avatars: AvatarAddresses?
    ) -> (LDAPDirectory.Way, AccountFinder?, AccountReader)? {
        let directory = configuration.directory
        let kind = directory.kind.map { DirectoryKind($0.value) }
        let way = way(kind)
        let groups = groups(directory.groups)
        guard let groups, let way else { return nil }
        let attributes = directory.users.attributes
        let reader = AccountReader(
            kind: kind, id: attributes.id.value, name: attributes.name.map(\.value),
            email: attributes.email.map(\.value), groups: GroupReader(lookup: groups),
            avatars: avatars.map { AvatarReader(addresses: $0) })
        if case .asPerson(let name) = way, name.isDistinguishedName { return (way, nil, reader) }
        return finder(directory.users, kind, attributes: reader.attributes).map { (way, $0, reader) }
    }

    private mutating func way(_ kind: DirectoryKind?) -> LDAPDirectory.Way? {
        guard case .asUser(let template) = configuration.directory.bind else { return .throughService }
        return noting(template) {
            .asPerson(PersonalName(try BindNameTemplate(parsing: template.value), kind: kind))
        }
    }

    private mutating func finder(
        _ users: Configuration.Directory.Users, _ kind: DirectoryKind?, attributes: [String]
    ) -> AccountFinder? {
        guard let base = users.base, let written = users.filter else { return nil }
        return noting(written) {
            return AccountFinder(
                base: base.value,
                filter: try FilterTemplate(parsing: written.value, placeholders: ["username"]),
                windows: kind == .activeDirectory
                    ? try WindowsNames(
                        WindowsDomain(below: DistinguishedName(parsing: base.value)), filter: written.value)
                    : nil,
                attributes: attributes)
        }
    }

    private mutating func groups(_ groups: Configuration.Directory.Groups) -> GroupLookup? {
        let source: GroupLookup.Source?
        switch groups.source {
        case .attribute(let name): source = .attribute(name.value)
        case .search(let base, let filter):
            source = noting(filter) {
                .search(
                    base: base.value,
                    filter: try FilterTemplate(
                        parsing: filter.value, placeholders: GroupLookup.placeholders))
            }
        case .matchingRule(let base):
            source = noting(base) {
                .matchingRule(
                    base: base.value,
                    chain: try FilterTemplate(parsing: GroupLookup.chain, placeholders: ["dn"]))
            }
        }
        return source.map { GroupLookup(source: $0, isNested: groups.nested.value) }
    }

    /// Who may enter, and who moderates (`access`).
    mutating func rules() -> AccessRules {
        AccessRules(
            allowed: groups(configuration.access.allow), moderators: groups(configuration.access.moderators))
    }

    mutating func groups(_ names: [Located<String>]) -> Set<Group> {
        Set(names.compactMap { name in noting(name) { Group(try DistinguishedName(parsing: name.value)) } })
    }
}

extension DirectoryKind {
    init(_ kind: Configuration.Directory.Kind) {
        switch kind {
        case .activeDirectory: self = .activeDirectory
        case .openLDAP: self = .openLDAP
        case .freeIPA: self = .freeIPA
        }
    }
}
