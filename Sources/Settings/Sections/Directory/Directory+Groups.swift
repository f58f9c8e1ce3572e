extension Configuration.Directory {
    /// `directory.groups`: how the groups of an account are found.
    public struct Groups: Sendable {
        /// Where they are listed.
        public let source: Source
        /// `nested` [false; true with the preset of Active Directory]: whether the groups of groups count too. They are found as the
        /// person's are, with the group's DN; with ``Source/matchingRule(base:)`` by the directory itself.
        public let nested: Located<Bool>
    }
}

extension Configuration.Directory.Groups {
    /// Where the groups of an account are listed.
    public enum Source: Sendable {
        /// `attribute` [memberOf]: the person's entry lists the DNs of its groups here.
        case attribute(Located<String>)
        /// `search`: the DNs of the entries below `base` that match `filter` (RFC 4515), with `{dn}`, `{username}`, `{id}` and `{uid}`
        /// filled in, escaped.
        case search(base: Located<String>, filter: Located<String>)
        /// The preset of Active Directory: the groups below `base` by its matching rule for chains of members, and the primary
        /// group. Where ``Groups/nested`` is false: memberOf and the primary group.
        case matchingRule(base: Located<String>)
    }

    /// `base` is what a preset's search starts from: `users.base` or the template of the person's DN.
    init?(
        _ section: Section, _ preset: Preset, below base: Located<String>?,
        kind: Configuration.Directory.Kind?, _ surroundings: Surroundings
    ) {
        let attribute = section.value("attribute", AttributeName.parse)
        let search = section.has("search") ? Self.search(section.section("search"), surroundings) : nil
        let isOwn = section.has("attribute") || section.has("search")
        if section.has("attribute"), section.has("search") {
            section.report(
                "stands beside attribute, and one of them finds the groups: remove the other",
                at: section.keyPosition("search"), key: "search")
        } else if section.isWritten, !isOwn, !preset.keepsGroups {
            section.reportMissing("attribute", "write attribute: memberOf, or a search")
        }
        nested = section.value("nested", default: !isOwn && preset.nested, Truth.parse)
        let source =
            isOwn
            ? attribute.map(Source.attribute) ?? search : Self.preset(preset.groups, below: base, section)
        guard let source else { return nil }
        self.source = source
        if nested.value { Self.checkNested(nested, source, kind, section) }
    }

    private static func search(_ section: Section, _ surroundings: Surroundings) -> Source? {
        let base = section.required(
            "base", "write the DN that all groups are below",
            checked(NameShape.parse, by: surroundings.checks.distinguishedName))
        let filter = section.required(
            "filter", "write a filter such as \"(member={dn})\"",
            checked(
                FilterShape.parser(["{dn}", "{username}", "{id}", "{uid}"]), by: surroundings.checks.filter))
        guard let base, let filter else { return nil }
        return .search(base: base, filter: filter)
    }

    private static func preset(
        _ source: Preset.GroupSource, below base: Located<String>?, _ section: Section
    ) -> Source? {
        func standard(_ text: String, _ key: String) -> Located<String> {
            Located(text, at: section.position, key: section.path(of: key))
        }
        if case .attribute(let name) = source { return .attribute(standard(name, "attribute")) }
        guard let base else { return nil }
        let suffix = standard(NameSuffix.of(base.value), "search.base")
        return switch source {
        case .search(let filter): .search(base: suffix, filter: standard(filter, "search.filter"))
        case .attribute, .matchingRule: .matchingRule(base: suffix)
        }
    }

    /// What is followed upwards is a group's DN: a search that has no place for it finds no groups of groups.
    private static func checkNested(
        _ nested: Located<Bool>, _ source: Source, _ kind: Configuration.Directory.Kind?, _ section: Section
    ) {
        switch source {
        case .search(_, let filter) where !filter.value.contains("{dn}"):
            section.report(
                "groups of groups are found by their DN: put {dn} into search.filter, or write false",
                at: nested.position, key: "nested")
        case .search(_, let filter) where filter.value.contains("1.2.840.113556.1.4.1941"):
            section.findings.notice(
                "costs searches for nothing: the rule 1.2.840.113556.1.4.1941 in search.filter follows nested groups already",
                at: nested.position, key: section.path(of: "nested"))
        case .attribute(let name) where kind == .freeIPA && name.value.lowercased() == "memberof":
            section.findings.notice(
                "costs searches for nothing: the directory writes nested groups into memberOf itself",
                at: nested.position, key: section.path(of: "nested"))
        default: break
        }
    }
}
