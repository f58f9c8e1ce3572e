extension Configuration.Directory {
    /// `directory.users`: how accounts are found.
    public struct Users: Sendable {
        /// `base`: the DN that accounts are below. Required; nil exactly where `bind.as-user` is a DN, which is the entry's own.
        public let base: Located<String>?
        /// `filter`, required without a kind: the search filter (RFC 4515) with `{username}`, which is filled in, escaped. nil where
        /// `base` is.
        public let filter: Located<String>?
        /// `attributes`: what is read of an account.
        public let attributes: Attributes
    }
}

extension Configuration.Directory.Users {
    init?(_ section: Section, _ preset: Preset, lookup: BindReading.Lookup, _ surroundings: Surroundings) {
        if lookup == .search {
            section.reportMissing("base", "write the DN that all accounts are below")
            if preset.filter == nil {
                section.reportMissing("filter", "write a filter such as (uid={username}), or directory.kind")
            }
        }
        let base = section.value("base", checked(NameShape.parse, by: surroundings.checks.distinguishedName))
        let filter = section.value(
            "filter", checked(FilterShape.parser(["{username}"]), by: surroundings.checks.filter))
        let attributes = Configuration.Directory.Attributes(section.section("attributes"), preset)
        if lookup == .byName { Self.reportUnused(section) }
        guard let attributes else { return nil }
        self.attributes = attributes
        guard lookup == .search else {
            (self.base, self.filter) = (nil, nil)
            return
        }
        let standard = preset.filter.map {
            Located($0, at: section.position, key: section.path(of: "filter"))
        }
        guard let base, let filter = filter ?? standard else { return nil }
        self.base = base
        self.filter = filter
    }

    /// Where the person's DN is made of what was typed nobody searches, and a filter would keep nobody out.
    private static func reportUnused(_ section: Section) {
        for key in ["base", "filter"] where section.has(key) {
            section.report(
                "is not used where bind.as-user is a DN, as nobody is searched for: remove it"
                    + (key == "filter" ? " (access.allow says who may enter)" : ""),
                at: section.keyPosition(key), key: key)
        }
    }
}
