/// `directory.bind` as far as it is right, and what follows from it for `directory.users`.
struct BindReading {
    /// The value for the typed configuration; nil where it is wrong.
    let value: Configuration.Directory.Bind?
    /// What is needed besides to find an account's entry.
    let lookup: Lookup
    /// The DN that `as-user` makes the person's name of.
    let template: Located<String>?

    enum Lookup {
        /// A search with `users.base` and `users.filter`.
        case search
        /// Nothing: the name to bind with is the entry's DN.
        case byName
        /// Nobody knows, as the way to bind is wrong.
        case unknown
    }

    /// The ways to bind, by the key that chooses each.
    private static let ways = ["dn", "sasl", "anonymous", "as-user"]

    init(
        _ section: Section, kind: Configuration.Directory.Kind?, _ channel: Channel,
        _ surroundings: Surroundings
    ) {
        let reader = BindReader(section: section, kind: kind, channel: channel, surroundings: surroundings)
        let anonymous = section.value("anonymous", Truth.parse)
        let chosen = Self.ways.filter { section.has($0) && ($0 != "anonymous" || anonymous?.value != false) }
            .sorted { section.keyPosition($0) < section.keyPosition($1) }
        reader.reportOthers(chosen)
        // Each is read even where another is chosen: one reading finds every problem.
        let account = reader.account(
            isChosen: chosen.first == "dn" || (chosen.isEmpty && !reader.hasCertificate))
        let external = reader.external(isChosen: chosen.first == "sasl")
        let template = reader.asUser()
        let isName = template.map { BindNameShape.isDistinguishedName($0.value) }
        switch chosen.first {
        case "sasl": value = external
        case "anonymous": value = reader.anonymous(anonymous)
        case "as-user": value = template.map { .asUser($0) }
        default: value = account
        }
        self.template = isName == true && chosen == ["as-user"] ? template : nil
        lookup =
            switch (chosen.contains("as-user"), chosen.count, isName) {
            case (false, _, _): .search
            case (true, 1, true): .byName
            case (true, 1, false): .search
            default: .unknown
            }
    }
}
