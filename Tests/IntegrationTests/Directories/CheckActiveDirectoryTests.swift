import TestSupport
import Testing

@Suite("check --directory at an Active Directory")
struct CheckActiveDirectoryTests {
    private let domain: SambaDomain

    init() throws { domain = try SambaDomain.shared.get() }

    private func look(
        _ user: String? = nil, users: String = "{base: \"\(SambaDomain.base)\"}"
    ) throws -> DirectoryLook {
        try DirectoryLook(
            directory: domain.section(users: users), user: user,
            access: "access: {moderators: ['\(SambaPeople.moderators)']}",
            servicePassword: SambaDomain.servicePassword)
    }

    @Test("knows it, and can read what a login needs")
    func right() throws {
        let look = try look()
        #expect(look.status == 0, "\(look.output)")
        for step in [
            "TLS1.", "signed in as \(SambaDomain.serviceDN)", "this is Active Directory by Samba",
            "directory.users.base is there: \(SambaDomain.base)", "could match directory.users.filter",
            "objectGUID of all", "at least 1,000 groups with members can be found below",
            "the group of access is there",
        ] {
            #expect(look.has("ok", step), "\(step) in \(look.output)")
        }
        #expect(!look.says("its clock is"))
    }

    @Test(
        "shows nested groups, the primary group, and the role that they give", arguments: ["alice", "peter"])
    func groups(name: String) throws {
        let look = try look("CORP\\" + name)
        #expect(look.status == 0)
        #expect(look.has("ok", "CORP\\\(name) is CN=\(name),OU=People"), "\(look.output)")
        #expect(look.says(name == "peter" ? "        cn=hosts,ou=groups" : "        cn=staff,ou=groups"))
        #expect(look.has("ok", "may enter as moderator, being in cn=moderators,ou=groups,dc=corp,dc=example"))
    }

    @Test("warns of a filter that finds computers, and not of the preset's")
    func computers() throws {
        let filter = "(&(objectClass=user)(sAMAccountName={username}))"
        let wide = try look(users: "{base: \"\(SambaDomain.base)\", filter: \"\(filter)\"}")
        #expect(wide.has("warning", "of them are computers"), "\(wide.output)")
        #expect(wide.says("-> put (objectCategory=person) into directory.users.filter"))
        #expect(!(try look().says("computer")))
    }

    @Test(
        "shows what speaks against an account",
        arguments: [
            ("carol", "disabled"), ("dave", "the account expired on"),
            ("erin", "the password must be changed"),
            ("frank", "the password has expired"), ("grace", "locked"),
        ])
    func states(name: String, says: String) throws {
        let look = try look(name)
        #expect(look.has("warning", "the account: "), "\(look.output)")
        #expect(look.lines.contains { $0.contains("the account: ") && $0.contains(says) }, "\(look.output)")
    }
}
