/// Reads the ways to bind, each by itself.
struct BindReader {
    let section: Section
    let kind: Configuration.Directory.Kind?
    let channel: Channel
    let surroundings: Surroundings

    typealias Bind = Configuration.Directory.Bind

    var hasCertificate: Bool { section.has("certificate-file") || section.has("key-file") }

    /// The keys of `chosen` in the order of the file: the first counts, the others are in the way. So are keys that belong to
    /// another way.
    func reportOthers(_ chosen: [String]) {
        for key in chosen.dropFirst() {
            section.report(
                "stands beside \(chosen[0]), and there is one way to bind: remove one of the two",
                at: section.keyPosition(key), key: key)
        }
        if section.has("password-file"), let way = chosen.first, !chosen.contains("dn") {
            section.report(
                "is a service account's, and \(way) needs none: remove it",
                at: section.keyPosition("password-file"),
                key: "password-file")
        }
        guard !chosen.contains("sasl") else { return }
        for key in ["certificate-file", "key-file"] where section.has(key) {
            let remedy =
                chosen.first.map { "write that in the place of \($0), or remove the file" }
                ?? "write that too"
            section.report(
                "is shown to the directory with sasl: external only: \(remedy)", at: section.keyPosition(key),
                key: key)
        }
    }

    /// `dn` and `password-file`.
    func account(isChosen: Bool) -> Bind? {
        let file = section.value(
            "password-file", default: surroundings.standardSecret("ldap-password"), surroundings.secret)
        if isChosen {
            section.reportMissing("dn", "write the DN of the account that searches the directory")
        }
        return section.value("dn", checked(NameShape.parse, by: surroundings.checks.distinguishedName))
            .map { .account(dn: $0, passwordFile: file) }
    }

    /// `anonymous: true`.
    func anonymous(_ anonymous: Located<Bool>?) -> Bind? {
        guard anonymous?.value == true else { return nil }
        if kind == .activeDirectory {
            section.findings.notice(
                "Active Directory lets nobody search without an account, unless its dSHeuristics say so",
                at: section.keyPosition("anonymous"), key: section.path(of: "anonymous"))
        }
        return .anonymous
    }

    /// `as-user`.
    func asUser() -> Located<String>? {
        guard
            let template = section.value(
                "as-user", checked(BindNameShape.parse, by: surroundings.checks.bindName))
        else { return nil }
        if let kind, kind != .activeDirectory, !BindNameShape.isDistinguishedName(template.value) {
            section.report(
                "\(quoted(template.value)) is a name for Active Directory, and \(kind.rawValue) wants a DN: "
                    + "write \"uid={username},ou=people,dc=example,dc=org\"", at: template.position,
                key: "as-user")
        }
        return template
    }
}
