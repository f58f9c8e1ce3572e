import Foundation
import TestSupport
import Testing

@Suite("The log")
struct LogTests {
    @Test("has one line per login attempt, with outcome, account, client, room, role, server and time")
    func audit() throws {
        let site = try MeetSite()
        _ = try site.login("/_login/to/School/Stand%20up", as: "alice")
        _ = try site.login("/_login/to/Standup", as: "bob", password: "wrong")
        _ = try site.login("/_login/to/Standup", as: "nobody")
        _ = try site.login("/_login/to/Standup", as: "carol")
        #expect(eventually { Self.lines(site).count == 4 })
        let lines = Self.lines(site)
        #expect(lines.allSatisfy { $0.hasPrefix("<6>login ") && $0.contains(" client=127.0.0.1 ") })
        #expect(lines[0].contains(#"account="uid=alice,ou=people,dc=example,dc=org""#))
        #expect(lines[0].contains(" outcome=admitted role=moderator room=stand%20up "))
        #expect(lines[0].contains(" server=\(site.slapd.ldapsAddress) tenant=school"))
        #expect(lines.allSatisfy { $0.firstMatch(of: /\bms=[0-9]+\b/) != nil })
        #expect(lines[1].contains(#"account="uid=bob,"#) && lines[1].contains("reason=wrong-password"))
        #expect(lines[2].contains("reason=not-found") && !lines[2].contains("account="))
        #expect(lines[3].contains("outcome=not-allowed"))
        #expect(lines[3].contains(#" allow="cn=members,ou=groups,dc=example,dc=org""#), "\(lines[3])")
    }

    @Test("has what the directory said beside a refused password")
    func detail() throws {
        let directory = try ScriptedDirectory(password: (49, "80090308: data 775"))
        let site = try MeetSite(directory: { Responder.directory($0, servers: [directory.address]) })
        #expect(try site.login("/_login/to/Standup", as: "alice").status == 403)
        #expect(eventually { Self.lines(site).count == 1 })
        let line = try #require(Self.lines(site).first)
        #expect(line.contains("reason=wrong-password"))
        #expect(line.contains(#" detail="80090308: data 775" "#))
    }

    @Test("has a number for what is unforeseen, which the visitor gets too, and the cause")
    func unforeseen() throws {
        let site = try MeetSite(directory: {
            Responder.directory($0).replacingOccurrences(
                of: "  users:\n", with: "  users:\n    attributes: {id: employeeNumber}\n")
        })
        let answer = try site.login("/_login/to/Standup", as: "alice")
        #expect(answer.status == 500)
        #expect(answer["location"] == nil)
        #expect(eventually { Self.lines(site).count == 1 })
        let line = try #require(Self.lines(site).first)
        #expect(line.hasPrefix("<3>login ") && line.contains("outcome=unusable-account"))
        #expect(line.contains("has no usable employeeNumber"))
        let log = site.responder.log
        let fault = try #require(log.firstMatch(of: /<3>fault cause=.*reference=([0-9a-z]{10})\n/))
        #expect(answer.body.contains(String(fault.1)))
    }

    @Test("has one line for an address that cannot be read, and one for a method that is not known")
    func misdirected() throws {
        let site = try MeetSite()
        _ = try site.get("/_login/to/%2A")
        _ = try site.get("/_login?room=%zz")
        _ = try site.get("/_login/to/Standup", method: "PUT")
        site.responder.stop()
        let log = site.responder.log
        #expect(
            log.contains(#"<5>address refused client=127.0.0.1 reason="room: the name has a *"#), "\(log)")
        #expect(log.contains(#"<5>address refused client=127.0.0.1 reason="a % is not"#), "\(log)")
        #expect(log.contains("<5>method refused client=127.0.0.1 method=PUT\n"), "\(log)")
    }

    @Test("never holds a password, a token, a secret, or a name that is nobody's")
    func silence() throws {
        let site = try MeetSite()
        let right = try site.login("/_login/to/Standup", as: "alice")
        let token = try ReadToken(right).compact
        _ = try site.login("/_login/to/Standup", as: "my password by mistake", password: "another")
        _ = try site.login("/_login/to/Standup", as: "bob", password: "mistyped-word")
        _ = try site.post("/_login/to/Standup", ["username": "bob\r\nforged", "password": "in a bad form"])
        _ = try site.get("/_login/to/Standup?jwt=\(token)")
        site.responder.stop()
        let log = site.responder.log
        #expect(log.contains("outcome=admitted"))
        for secret in [
            "alice secret", "my password by mistake", "another", "mistyped-word", "in a bad form", "forged",
            token,
            Responder.appSecret, Slapd.servicePassword,
        ] {
            #expect(!log.contains(secret))
        }
        let nginxLog = site.nginx.accessLog + site.nginx.errorLog
        #expect(!nginxLog.contains("alice secret"))
    }

    @Test("is lines with a priority, each begun by an event")
    func lines() throws {
        let site = try MeetSite()
        _ = try site.post(
            "/_login/to/Standup", ["username": "x", "password": "y"],
            headers: ["Origin: https://evil.example"])
        site.responder.stop()
        let lines = site.responder.log.split(separator: "\n")
        #expect(lines.count >= 3)
        #expect(lines.allSatisfy { $0.firstMatch(of: /^<[2-7]>[a-z]/) != nil })
        #expect(lines.contains { $0.hasPrefix("<5>ready") })
        #expect(lines.contains { $0.hasPrefix("<5>stopped") })
    }

    private static func lines(_ site: MeetSite) -> [Substring] {
        site.responder.log.split(separator: "\n").filter { $0.contains(">login ") }
    }
}
