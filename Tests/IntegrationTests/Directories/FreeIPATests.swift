import TestSupport
import Testing

@Suite("A FreeIPA directory, by the server inside it")
struct FreeIPATests {
    let directory: Directory389

    init() throws { directory = try Directory389.shared.get() }

    private func section(kind: String = "freeipa", users: String = "", groups: String = "") -> String {
        """
          \(kind.isEmpty ? "" : "kind: \(kind)")
          servers: [\(directory.ldapsAddress)]
          ca-file: \(directory.certificateAuthorityFile)
          bind: {dn: "\(Directory389.serviceDN)"}
          users:
            base: "\(Directory389.usersBase)"
        \(kind.isEmpty ? "    filter: (uid={username})" : "")
        \(users)
        \(groups)
        """
    }

    private func login(
        _ user: String, _ password: String? = nil, section: String? = nil, access: String = ""
    ) throws -> Trial {
        try Trial(
            user, password ?? People389.password(of: user), directory: section ?? self.section(),
            access: access, servicePassword: Directory389.servicePassword)
    }

    private static func names(_ groups: String...) -> Set<String> {
        Set(groups.map { "cn=\($0),cn=groups,cn=accounts,dc=example,dc=org" })
    }

    @Test("finds people by user name and mail address, with their names")
    func identity() throws {
        for name in ["alice", "ALICE", "alice@example.org"] {
            let trial = try login(name, "alice secret")
            #expect(
                trial.identity == "id alice, name Alice Adams, email alice@example.org", "\(trial.output)")
        }
        #expect(try login("jmueller").identity?.contains("name Müller, Jörg (Schule)") == true)
    }

    @Test("gives nested groups, which the server itself writes into memberOf")
    func groups() throws {
        #expect(try login("alice").groups == Self.names("teachers", "staff", "moderators"))
        #expect(try login("bob").groups == Self.names("ring-a", "ring-b"))
        let trial = try login("alice", access: Trial.moderators(People389.moderators))
        #expect(trial.says("may enter as moderator"))
    }

    @Test("gives the same groups where they are followed by search")
    func searchedGroups() throws {
        let groups =
            "  groups: {search: {base: \"\(Directory389.groupsBase)\", filter: \"(member={dn})\"}, nested: true}"
        #expect(
            try login("alice", section: section(groups: groups)).groups
                == Self.names("teachers", "staff", "moderators"))
        #expect(try login("bob", section: section(groups: groups)).groups == Self.names("ring-a", "ring-b"))
    }

    static let states = [
        PasswordOutcomes(name: "fresh", right: "may enter as member"),
        PasswordOutcomes(name: "expiring", right: "expires-in-3d"),
        PasswordOutcomes(name: "expired", right: "may not sign in: password-expired"),
        PasswordOutcomes(name: "mustchange", right: "may not sign in: must-change"),
        PasswordOutcomes(
            name: "disabled", right: "the account is disabled", wrong: "the account is disabled"),
        PasswordOutcomes(name: "locked", right: "the account is locked", wrong: "the account is locked"),
        PasswordOutcomes(name: "kim", right: "may not sign in: account-expired"),
        PasswordOutcomes(name: "kay", right: "may not sign in: password-expired"),
        PasswordOutcomes(name: "jmueller", right: "may enter as member"),
    ]

    @Test("tells what the password policy says once the password is right, and not before", arguments: states)
    func table(state: PasswordOutcomes) throws {
        try state.expect { try login(state.name, $0) }
    }

    @Test("counts grace logins down, and then it is over")
    func grace() throws {
        try directory.addPerson("gracie", .grace)
        for left in [2, 1, 0] {
            let trial = try login("gracie")
            #expect(trial.status == 0 && trial.says("grace-logins=\(left)"), "\(trial.output)")
        }
        let last = try login("gracie")
        #expect(last.status == 77 && last.says("may not sign in: password-expired"), "\(last.output)")
    }

    @Test(
        "lets somebody in whose password has expired for Kerberos too, while the server grants grace logins")
    func kerberosGrace() throws {
        try directory.addPerson("greta", .grace, more: "krbPasswordExpiration: 20200101000000Z")
        let trial = try login("greta")
        #expect(trial.status == 0 && trial.says("grace-logins=2"), "\(trial.output)")
    }

    @Test("takes Kerberos's times for the account's own only where it is FreeIPA")
    func kerberosElsewhere() throws {
        #expect(try login("kim", section: section(kind: "")).status == 0)
    }

    @Test(
        "keeps inactivated accounts out with any kind and with none", arguments: ["freeipa", "openldap", ""])
    func inactivated(kind: String) throws {
        #expect(try login("disabled", section: section(kind: kind)).status == 77)
    }

    @Test("lets people in without a service account, who may read their own entry")
    func asUser() throws {
        let own = try Directory389()
        try own.add(
            """
            dn: \(Directory389.base)
            changetype: modify
            add: aci
            aci: (targetattr != "userPassword")(version 3.0; acl "People read"; allow (read, search, compare)
              userdn = "ldap:///all";)

            """)
        let section = """
              kind: freeipa
              servers: [\(own.ldapsAddress)]
              ca-file: \(own.certificateAuthorityFile)
              bind: {as-user: "uid={username},\(Directory389.usersBase)"}
            """
        let trial = try login("alice", section: section, access: Trial.moderators(People389.moderators))
        #expect(trial.says("may enter as moderator"), "\(trial.output)")
        for state in Self.states {
            let trial = try login(state.name, section: section)
            #expect(trial.says(state.right), "\(trial.output)")
        }
    }
}
