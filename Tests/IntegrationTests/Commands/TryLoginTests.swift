import Foundation
import TestSupport
import Testing

@Suite("try-login")
struct TryLoginTests {
    private static let shared = Result { try Slapd() }
    private let slapd: Slapd

    init() throws { slapd = try Self.shared.get() }

    private func login(
        _ user: String, _ password: String, servers: [String]? = nil, attributes: String = "",
        sections: String = Responder.access, more: [String] = []
    ) throws -> Command {
        let folder = try TemporaryFolder()
        let section = Responder.directory(slapd, servers: servers).replacingOccurrences(
            of: "  groups:", with: attributes + "  groups:")
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: section, more: sections)
        return try Command.run(
            [Product.path("jitsi-ldap-login"), "try-login", "--config", file] + more + ["--", user],
            input: password + "\n")
    }

    @Test("shows the server that failed and the one that was asked instead")
    func failover() throws {
        let dead = "ldaps://127.0.0.1:\(FreePort.next())"
        let result = try login("alice", "alice secret", servers: [dead, slapd.ldapsAddress])
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\n")
        #expect(
            lines.first?.contains("FAILED \(dead): connecting failed: Connection refused") == true,
            "\(result.output)")
        #expect(lines.contains { $0.contains("ok asked another: reached \(slapd.ldapsAddress)") })
    }

    @Test("asks only the server that is given, and none that is not configured")
    func oneServer() throws {
        let dead = "ldaps://127.0.0.1:\(FreePort.next())"
        let servers = [slapd.ldapsAddress, dead]
        let forced = try login("alice", "alice secret", servers: servers, more: ["--server", dead])
        #expect(forced.status == 69)
        #expect(!forced.output.contains(slapd.ldapsAddress), "\(forced.output)")
        let other = try login(
            "alice", "alice secret", servers: servers, more: ["--server", "ldaps://ldap.example.net"])
        #expect(other.status == 64)
        #expect(other.errors.contains("none of directory.servers: \(slapd.ldapsAddress), \(dead)"))
    }

    @Test(
        "says what the visitor sees, and by which group somebody has the role",
        arguments: [
            ("alice", "alice secret", "may enter as moderator, being in cn=moderators,ou=groups"),
            ("bob", "bob secret", "may enter as member, being in cn=members,ou=groups"),
            ("alice", "alice secret", "the visitor is led into the meeting at once"),
            ("alice", "wrong", "the visitor sees: The user name or password is not right."),
            ("nobody", "wrong", "the visitor sees: The user name or password is not right."),
            ("carol", "carol secret", "the visitor sees: This account may not enter"),
        ])
    func visitor(user: String, password: String, says: String) throws {
        let result = try login(user, password)
        #expect(result.output.contains(says), "\(result.output)")
    }

    @Test("shows the directory's objection beside a right password, the page, and what to do")
    func objection() throws {
        let policy = try Slapd.withPasswordPolicy()
        func section() -> String { Responder.directory(policy) }
        let expired = try Trial("expired", "expired secret", directory: section())
        #expect(expired.status == 77)
        #expect(expired.says("ok the password is right, but the directory objects"), "\(expired.output)")
        #expect(!expired.says("the password is refused"))
        #expect(expired.says("the visitor sees: Your password has expired"))
        let expiring = try Trial("expiring", "expiring secret", directory: section())
        #expect(expiring.status == 0)
        #expect(expiring.says("the visitor sees: Your password expires in 3 days"), "\(expiring.output)")
        let locked = try Trial("locked", "locked secret", directory: section())
        #expect(locked.says("-> the account is locked"), "\(locked.output)")
        #expect(locked.says("the visitor sees: The user name or password is not right."))
    }

    @Test("shows where the picture is, or that there is none")
    func picture() throws {
        let template = try login(
            "alice", "alice secret",
            attributes:
                "    attributes: {id: uid, email: mail, avatar: \"https://pictures.example.org/{email-sha256}\"}\n"
        )
        #expect(template.status == 0)
        #expect(
            template.output.contains("ok the picture is at https://pictures.example.org/"),
            "\(template.output)\(template.errors)")
        let none = try login(
            "alice", "alice secret", attributes: "    attributes: {id: uid, avatar: labeledURI}\n")
        #expect(none.output.contains("ok there is no picture"), "\(none.output)\(none.errors)")
    }

    private static let rooms = """
        \(Responder.access)
        rooms:
          - {match: exam-*, allow: ["\(SlapdPeople.moderators)"], closes: "2126-01-01T00:00:00Z"}
          - {match: school/*, moderators: first-to-arrive}
          - {match: later, opens: "2126-03-04 08:05", zone: Europe/Berlin}
          - {match: past, closes: "2020-01-01T00:00:00Z"}
        """

    @Test(
        "goes by the rule of the room that is named",
        arguments: [
            ("alice", "EXAM-1", 0, "by the rule rooms[1], for the room EXAM-1"),
            ("alice", "exam-1", 0, "the room is open until 2126-01-01 00:00 (UTC)"),
            ("bob", "exam-1", 77, "is in no group of rooms[1].allow"),
            ("carol", "school/a", 77, "is in no group of access.allow"),
            ("alice", "school/a", 0, "may enter as first-to-arrive"),
            ("alice", "school/a", 0, ", for the room school/a"),
            ("alice", "later", 0, "the room opens on 2126-03-04 08:05 (Europe/Berlin, UTC+1)"),
            ("alice", "later", 0, "the visitor sees: The room is not open yet"),
            ("bob", "past", 0, "the room is closed since 2020-01-01 00:00 (UTC)"),
            ("bob", "past", 0, "the visitor sees: The room is closed"),
            ("bob", "other", 0, "by the rule access, for the room other"),
        ] as [(String, String, Int32, String)])
    func rooms(user: String, room: String, status: Int32, words: String) throws {
        let result = try login(
            user, SlapdPeople.password(of: user), sections: Self.rooms, more: ["--room", room])
        #expect(result.status == status && result.output.contains(words), "\(result.output)\(result.errors)")
    }
}
