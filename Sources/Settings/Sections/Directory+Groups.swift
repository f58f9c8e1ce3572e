extension Configuration.Directory {
    /// `directory.groups`: how the groups of an account are found; exactly one of `attribute` and `search`.
    public enum Groups: Sendable {
        /// `attribute` [memberOf, where the section is left out]: the person's entry lists the DNs of its groups here.
        case attribute(Located<String>)
        /// `search`: the DNs of the entries below `base` that match `filter` (RFC 4515), with `{dn}`, `{username}` and `{id}` filled in,
        /// escaped.
        case search(base: Located<String>, filter: Located<String>)
    }
}

extension Configuration.Directory.Groups {
    init?(_ section: Section, _ surroundings: Surroundings) {
        guard section.isWritten else {
            self = .attribute(Located("memberOf", at: section.position, key: section.path(of: "attribute")))
            return
        }
        Self.refuseNested(section)
        let attribute = section.value("attribute", AttributeName.parse)
        let search = section.has("search") ? Self.search(section.section("search"), surroundings) : nil
        switch (section.has("attribute"), section.has("search")) {
        case (true, true):
            section.report(
                "stands beside attribute, and one of them finds the groups: remove the other",
                at: section.keyPosition("search"), key: "search")
        case (false, false):
            section.reportMissing("attribute", "write attribute: memberOf, or a search")
        default:
            break
        }
        guard let groups = attribute.map(Self.attribute) ?? search else { return nil }
        self = groups
    }

    private static func search(_ section: Section, _ surroundings: Surroundings) -> Self? {
        let base = section.required(
            "base", "write the DN that all groups are below",
            checked(NameShape.parse, by: surroundings.checks.distinguishedName))
        let filter = section.required(
            "filter", "write a filter such as \"(member={dn})\"",
            checked(FilterShape.parser(["{dn}", "{username}", "{id}"]), by: surroundings.checks.filter))
        guard let base, let filter else { return nil }
        return .search(base: base, filter: filter)
    }

    /// Groups within groups are not followed yet. To say so is safer than to let their members out, or in, in silence.
    private static func refuseNested(_ section: Section) {
        guard let nested = section.value("nested", Truth.parse), nested.value else { return }
        section.report(
            "groups within groups are not supported by this release yet: write false, or remove the key",
            at: Position(line: nested.line, column: nested.column), key: "nested")
    }
}
