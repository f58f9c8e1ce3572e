import Foundation
import TestSupport
import Testing

@Suite("What the directory says of an account")
struct AccountTests {
    private static let groups =
        """
        dn: cn=by-id,\(Slapd.groupsBase)
        objectClass: groupOfNames
        cn: by-id
        description: alice
        member: \(SlapdPeople.bob)

        dn: cn=by-name,\(Slapd.groupsBase)
        objectClass: groupOfNames
        cn: by-name
        description: alice@example.org
        member: \(SlapdPeople.bob)

        """
    private static let slapd = Result { try Slapd(ldif: SlapdPeople.ldif + groups) }

    private func tryLogin(
        _ user: String, password: String? = nil, directory: String, access: String = ""
    ) throws -> Command {
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: directory, more: access)
        return try Command.run(
            [Product.path("jitsi-ldap-login"), "try-login", user, "--config", file],
            input: (password ?? SlapdPeople.password(of: user)) + "\n")
    }

    private static func access(moderators: String) -> String {
        "access: {allow: [\"\(moderators)\"], moderators: [\"\(moderators)\"]}"
    }

    @Test(
        "its groups are found by a search for its DN, its id or the name that was typed",
        arguments: [
            ("(member={dn})", SlapdPeople.moderators),
            ("(&(objectClass=groupOfNames)(description={id}))", "cn=by-id,\(Slapd.groupsBase)"),
            ("(description={username})", "cn=by-name,\(Slapd.groupsBase)"),
        ])
    func groupSearch(filter: String, group: String) throws {
        let slapd = try Self.slapd.get()
        let result = try tryLogin(
            "alice@example.org", password: "alice secret",
            directory: Responder.directory(
                slapd, groups: "search: {base: \"\(Slapd.groupsBase)\", filter: \"\(filter)\"}"),
            access: Self.access(moderators: group))
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("may enter as moderator"))
        // Members of a group may be thousands: its name is all that is asked for.
        #expect(slapd.log.contains("SRCH attr=1.1"))
    }

    @Test(
        "its groups are the configured ones however their names are spelled",
        arguments: [
            "CN=Moderators,OU=Groups,DC=Example,DC=org", "cn=moderators, ou=groups, dc=example, dc=org",
            "cn=\\6doderators,ou=groups,dc=example,dc=org",
        ])
    func spellings(group: String) throws {
        let result = try tryLogin(
            "alice", directory: Responder.directory(try Self.slapd.get()),
            access: "access: {allow: ['\(group)'], moderators: ['\(group)']}")
        #expect(result.output.contains("may enter as moderator"), "\(result.output)\(result.errors)")
    }

    @Test("goes over the wire encrypted where the configuration says start-tls")
    func startTLS() throws {
        let slapd = try Slapd()
        let directory = Responder.directory(slapd, servers: [slapd.plainAddress]) + "\n  start-tls: true"
        let result = try tryLogin("alice", directory: directory)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(slapd.log.components(separatedBy: " STARTTLS").count == 3)
        #expect(slapd.log.components(separatedBy: "TLS established").count == 3)
    }

    @Test("is not waited for longer than the time-out of the configuration")
    func timeout() throws {
        let mute = try BadDirectory.silent()
        let isBounded = try isDone(within: .seconds(4)) { () throws -> Duration in
            let start = ContinuousClock.now
            let result = try tryLogin(
                "alice",
                directory: Responder.directory(try Self.slapd.get(), servers: [mute.address], timeout: "1s"))
            #expect(result.status == 69)
            return ContinuousClock.now - start
        }
        #expect(isBounded)
    }

    @Test("one entry is not enough where the server says that there are more")
    func incompleteSearch() throws {
        let directory = try ScriptedDirectory(search: 4)
        let result = try tryLogin(
            "alice", directory: Responder.directory(try Self.slapd.get(), servers: [directory.address]))
        #expect(result.status == 67)
        #expect(result.output.contains("more than one entry matches"))
    }

    @Test("nobody gets a role by some of their groups, where the server does not give all of them")
    func incompleteGroups() throws {
        for (code, status) in [(UInt8(0), Int32(0)), (4, 65)] {
            let directory = try ScriptedDirectory(groupSearch: code)
            let result = try tryLogin(
                "alice",
                directory: Responder.directory(
                    try Self.slapd.get(), servers: [directory.address],
                    groups: "search: {base: \"\(Slapd.groupsBase)\", filter: \"(member={dn})\"}"),
                access: Self.access(moderators: SlapdPeople.moderators))
            #expect(result.status == status, "\(result.output)\(result.errors)")
            #expect(result.output.contains("may enter as moderator") == (code == 0))
            #expect(result.output.contains("directory.groups.search") == (code == 4))
        }
    }

    @Test(
        "without the attribute that identifies it nobody gets in, and the name that was typed is no substitute"
    )
    func noID() throws {
        let directory = Responder.directory(try Self.slapd.get()).replacingOccurrences(
            of: "  users:\n", with: "  users:\n    attributes: {id: employeeNumber}\n")
        let result = try tryLogin("alice", directory: directory)
        #expect(result.status == 65)
        #expect(result.output.contains("has no usable employeeNumber"))
    }

    @Test("a refusal that is no wrong password is told apart from one")
    func otherRefusal() throws {
        let directory = try ScriptedDirectory(password: (53, "account is locked"))
        let result = try tryLogin(
            "alice", directory: Responder.directory(try Self.slapd.get(), servers: [directory.address]))
        #expect(result.status == 77)
        #expect(result.output.contains("refused for another reason than its password"))
        #expect(result.output.contains("account is locked"))
    }

    @Test("its token says what the configuration says: lifetime, audience, domain, rights")
    func token() throws {
        let site = try MeetSite(
            token: "  audience: jitsi\n  subject: xmpp.example.org\n  lifetime: 30m",
            more: Responder.access
                + "\n  features: {moderator: {livestreaming: false}, member: {recording: true}}")
        for uid in ["alice", "bob"] {
            let token = try ReadToken(try site.login("/_login/to/Standup", as: uid), audience: "jitsi")
            #expect(token["aud"] == "jitsi" && token["iss"] == "meet" && token["sub"] == "xmpp.example.org")
            #expect(token.seconds("exp", after: "iat") == 1800)
            #expect(token.seconds("iat", after: "nbf") == 10)
            #expect(token.user["id"] as? String == uid)
            #expect(token.user["email"] as? String == "\(uid)@example.org")
            let features = try #require(token.features)
            #expect(features["recording"] == true && features["livestreaming"] == false)
            #expect(features["moderation"] == (uid == "alice"))
        }
    }
}
