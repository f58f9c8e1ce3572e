import Foundation
import TestSupport

extension Slapd {
    /// A `directory:` section for it.
    ///
    /// - Parameters:
    ///   - kind: empty: none.
    ///   - users: more lines of `users:`, indented by four spaces.
    ///   - groups: the `groups:` section, in braces; nil: none.
    func section(
        kind: String = "openldap", bind: String = "{dn: \"\(Slapd.serviceDN)\"}", users: String? = nil,
        groups: String? = nil
    ) -> String {
        let filter = "    filter: (&(objectClass=inetOrgPerson)(|(uid={username})(mail={username})))"
        return """
              \(kind.isEmpty ? "" : "kind: \(kind)")
              servers: [\(ldapsAddress)]
              ca-file: \(certificateAuthorityFile)
              timeout: 30s
              bind: \(bind)
              users:
                base: "\(Slapd.peopleBase)"
            \(kind.isEmpty ? filter : "")
            \(users ?? "")
              \(groups.map { "groups: \($0)" } ?? "")
            """
    }

    /// The same without a service account; people may read their own entry.
    func sectionAsUser(groups: String = "{attribute: memberOf}", attributes: String? = nil) -> String {
        """
          kind: openldap
          servers: [\(ldapsAddress)]
          ca-file: \(certificateAuthorityFile)
          bind: {as-user: "uid={username},\(Slapd.peopleBase)"}
          \(attributes.map { "users: {attributes: \($0)}" } ?? "")
          groups: \(groups)
        """
    }
}

extension Slapd {
    /// Lets somebody read the directory beside the service: `self`, `users` or `*` of slapd.access(5). Restarts slapd.
    func letRead(_ who: String) throws {
        try reconfigure(" read by * none", " read by \(who) read by * none")
    }

    /// Gives everything that matches, and not only 500 entries, as slapd does by itself; but no more than 1,000 at once,
    /// as Active Directory. Restarts slapd.
    func liftSizeLimit() throws {
        try reconfigure(
            "\ndbnosync", "\ndbnosync\nsizelimit size.soft=1000 size.hard=1000 size.prtotal=unlimited")
    }

    private func reconfigure(_ old: String, _ new: String) throws {
        let file = folder.file("slapd.conf")
        let before = try String(contentsOfFile: file, encoding: .utf8)
        let after = before.replacingOccurrences(of: old, with: new)
        guard after != before else { throw CannotConfigure() }
        stop()
        try folder.write(after, to: "slapd.conf")
        try start()
    }

    private struct CannotConfigure: Error {}
}
