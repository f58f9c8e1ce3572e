import Foundation
import TestSupport
import Testing

@Suite("The command invite")
struct InviteCommandTests {
    private static let site = Result { try InvitingSite.make("invitations: {longest: 48h}") }
    private func site() throws -> MeetSite { try Self.site.get() }
    private static var now: Int { Int(Date.now.timeIntervalSince1970) }

    @Test("prints one link, which fits into a line of a message")
    func link() throws {
        let site = try site()
        let made = try site.invite("--room", "Standup", "--name", "Jane")
        #expect(made.status == 0 && made.errors.isEmpty)
        #expect(made.output.hasPrefix(site.origin + "/_login/invited/") && made.output.hasSuffix("\n"))
        #expect(made.output.count < 998)
        let other = try site.invite("--room", "Standup", "--name", "Jane")
        #expect(other.output != made.output)
    }

    @Test("makes a list of links out of a list of people, each with the name and role of its row")
    func batch() throws {
        let site = try site()
        let file = try site.responder.folder.write(
            "name,email,moderator\r\n\"Doe, Jane\",jane@example.org,true\r\nJoe,,\r\n", to: "people.csv")
        let made = try site.invite("--room", "Standup", "--batch", file)
        #expect(made.status == 0, "\(made.errors)")
        let lines = made.output.components(separatedBy: "\r\n")
        try #require(lines.count == 4)
        #expect(lines[0] == "name,email,moderator,link,invitation" && lines[3].isEmpty)
        #expect(lines[1].hasPrefix("\"Doe, Jane\",jane@example.org,true,\(site.origin)/_login/invited/"))
        #expect(lines[2].hasPrefix("Joe,,false,\(site.origin)/_login/invited/"))
        let fields = lines[1].split(separator: ",").suffix(2)
        let (link, id) = (try #require(fields.first), try #require(fields.last))
        let token = try ReadToken(try site.post(String(link.dropFirst(site.origin.count)), ["join": "1"]))
        #expect(token.user["name"] as? String == "Doe, Jane" && token.isModerator == true)
        #expect(eventually { site.responder.log.contains("invitation=\(id)") })
    }

    @Test("takes times without an offset by the clock of the room's rule")
    func zone() throws {
        let site = try InvitingSite.make(
            rooms: "rooms: [{match: NY, opens: \"2020-01-01 00:00\", zone: America/New_York}]")
        let clock = DateFormatter()
        clock.locale = Locale(identifier: "en_US_POSIX")
        clock.timeZone = TimeZone(identifier: "America/New_York")
        clock.dateFormat = "yyyy-MM-dd HH:mm"
        let until = (Self.now + 7200) / 60 * 60
        let path = try site.invitation(
            "--room", "NY", "--name", "Jane", "--until",
            clock.string(from: Date(timeIntervalSince1970: TimeInterval(until))))
        #expect(try site.get(path).body.contains("(America/New_York, UTC\u{2212}"))
        #expect(
            try ReadToken(try site.post(path, ["join": "1"])).seconds("exp", after: "iat") ?? .max <= 7200)
        let early = try site.invitation(
            "--room", "NY", "--from", clock.string(from: Date(timeIntervalSince1970: TimeInterval(until))))
        #expect(try site.get(early).status == 403)
    }

    @Test("fails where its links cannot be written", arguments: [">&-", ">/dev/full"])
    func closedOutput(redirection: String) throws {
        let site = try site()
        let file = try site.responder.folder.write("name\nJane\n", to: "people-\(UUID()).csv")
        for more in [["--name", "Jane"], ["--batch", file]] {
            let made = try Command.run(
                [
                    "sh", "-c", "\"$@\" \(redirection)", "sh", Product.path("jitsi-ldap-login"), "invite",
                    "--config", site.responder.configurationFile, "--room", "R",
                ] + more)
            #expect(made.status == 71 && made.errors.contains("standard output"), "\(made)")
        }
    }

    @Test("makes no link that would never lead into its room, and none with a name that nobody could see")
    func useless() throws {
        let site = try InvitingSite.make(
            rooms: """
                rooms:
                  - {match: shut, guests: false}
                  - {match: club, moderators: first-to-arrive}
                  - {match: past, closes: "2020-01-01T00:00:00Z"}
                  - {match: future, opens: "2126-01-01T00:00:00Z"}
                """)
        let people = try site.responder.folder.write("name,moderator\nJane,true\n", to: "people.csv")
        let rows: [([String], Int32, String)] = [
            (["--room", "school/lesson-1"], 65, "--tenant school --room lesson-1"),
            (["--room", " "], 65, "give its name with --room"),
            (["--room", "shut"], 78, "guests: invited"), (["--room", "past"], 65, "closed for all"),
            (["--room", "future"], 65, "closed for all"),
            (["--room", "club", "--moderator"], 65, "first-to-arrive"),
            (["--room", "club", "--batch", people], 65, "line 2: in this room"),
            (["--room", "R", "--name", "..."], 65, "neither a letter nor a digit"),
            (["--room", "R", "--name", ""], 65, "neither a letter nor a digit"),
        ]
        for (arguments, status, says) in rows {
            let made = try Command.run(
                [
                    try Product.path("jitsi-ldap-login"), "invite", "--config",
                    site.responder.configurationFile,
                ] + arguments)
            #expect(made.status == status && made.output.isEmpty, "\(arguments): \(made)")
            #expect(made.errors.contains(says), "\(made.errors)")
        }
        let club = try site.invitation("--room", "club", "--name", "Jane\nDoe\u{202E}")
        #expect(try ReadToken(try site.post(club, ["join": "1"])).user["name"] as? String == "Jane Doe")
    }

    @Test("gives everybody the role of the command of whom the list does not say one")
    func batchRole() throws {
        let site = try site()
        let file = try site.responder.folder.write(
            "name,moderator\nAda,\nBob,false\n", to: "roles.csv")
        let made = try site.invite("--room", "Standup", "--moderator", "--batch", file)
        #expect(made.output.contains("Ada,,true,") && made.output.contains("Bob,,false,"), "\(made.errors)")
    }

    @Test("names the line of a list that is wrong, and prints no link then")
    func wrongBatch() throws {
        let site = try site()
        let file = try site.responder.folder.write(
            "name,moderator\nJane,true\n\(String(repeating: "x", count: 200)),false\n", to: "wrong.csv")
        let made = try site.invite("--room", "Standup", "--batch", file)
        #expect(made.status == 65 && made.output.isEmpty)
        #expect(made.errors.contains("line 3: the person's name is too long"))
        let missing = try site.invite("--room", "Standup", "--batch", "/nowhere.csv")
        #expect(missing.status == 65 && missing.errors.contains("cannot be opened"))
    }

    @Test("says why no link was made")
    func refusals() throws {
        let site = try site()
        let rows: [([String], Int32, String)] = [
            (["--until", "\(Self.now + 49 * 3600)"], 65, "invitations.longest, 48h"),
            (["--until", "\(Self.now - 1)"], 65, "has passed"),
            (["--from", "\(Self.now + 60)", "--until", "\(Self.now + 30)"], 65, "before it begins"),
            (["--from", "\(Self.now - 60)", "--until", "\(Self.now - 1)"], 65, "has passed"),
            (["--from", "\(Self.now + 400 * 86_400)"], 65, "366 days"),
            (["--until", "tomorrow"], 64, "--until"), (["--name", "x", "--batch", "f"], 64, "--batch"),
        ]
        for (arguments, status, says) in rows {
            let made = try Command.run(
                [
                    try Product.path("jitsi-ldap-login"), "invite", "--config",
                    site.responder.configurationFile, "--room", "R",
                ] + arguments)
            #expect(made.status == status && made.output.isEmpty, "\(arguments): \(made.status)")
            #expect(made.errors.contains(says), "\(made.errors)")
        }
    }

    @Test("says what to write where nobody is invited, or the key is missing")
    func off() throws {
        let folder = try TemporaryFolder()
        func invite(_ more: String) throws -> Command {
            let file = try Responder.write(
                to: folder, meetURL: "https://meet.example.org",
                directory: """
                      servers: [ldaps://ldap.example.org]
                      bind: {dn: "cn=jitsi,dc=example"}
                      users: {base: "dc=example", filter: "(uid={username})"}
                    """, more: more)
            if more.contains("invitations") {
                try FileManager.default.removeItem(atPath: folder.file("session-key"))
            }
            return try Command.run(
                [Product.path("jitsi-ldap-login"), "invite", "--config", file, "--room", "R"])
        }
        let off = try invite("")
        #expect(off.status == 78 && off.errors.contains("invitations: {}"))
        let keyless = try invite("invitations: {}")
        #expect(keyless.status == 78, "\(keyless.output)")
        #expect(keyless.errors.contains("session.key-file") && keyless.errors.contains("create it"))
    }
}
