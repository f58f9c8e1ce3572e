import Testing

@testable import Settings

@Suite("The report of a file's problems")
struct ReportTests {
    @Test("holds all of them, in the order of the file, one a line")
    func everything() {
        let text = """
            meet:
              url: http://meet.example.org
              delivry: query
            token:
              app-id: meet
              algorithm: none
              lifetime: 5 sec
              secret: hunter2
            directory:
              servers: [ldap://ldap.example.org, ldaps://b]
              timeout: 5
              timeout: 6s
              bind: {dn: cn=jitsi,dc=example,dc=org}
              users:
                base: dc=example,dc=org
                filter: (uid={user})
            acess: {}
            pages:
              languages: de
            """
        let url = "\"http://meet.example.org\" is not encrypted, and a token must be: write https://"
        let algorithms = "write HS256, HS384, HS512, RS256, RS384 or RS512"
        let plain =
            "\"ldap://ldap.example.org\" would carry every password unencrypted: write ldaps://, or "
            + "start-tls: true (or plain-text: true where the network is trusted)"
        #expect {
            try Configuration.parse(Array(text.utf8), path: "config.yaml", environment: [:])
        } throws: { error in
            let expected = """
                config.yaml:2:8: meet.url: \(url)
                config.yaml:3:3: meet.delivry: is unknown: did you mean delivery?
                config.yaml:6:14: token.algorithm: "none" is not an algorithm that Prosody verifies: \(algorithms)
                config.yaml:7:13: token.lifetime: "5 sec" is not a whole number with s, m or h: write 1m to 24h
                config.yaml:8:3: token.secret: a secret does not belong in this file, which others may read: \
                put it into a file of its own, mode 0600, and name that file with token.secret-file
                config.yaml:10:13: directory.servers: \(plain)
                config.yaml:11:12: directory.timeout: "5" is not a whole number with s, m or h: write 1s to 30s
                config.yaml:12:3: directory.timeout: is written twice, first in line 11: remove one of the two
                config.yaml:13:23: directory.bind: "dc=example" is a piece of a DN that fell apart at its commas: \
                inside { } put the whole DN in double quotes
                config.yaml:16:13: directory.users.filter: "{user}" is not filled in here: write {username}
                config.yaml:17:1: acess: is unknown: did you mean access?
                config.yaml:19:14: pages.languages: is one value: write a list, ["de"]
                """
            #expect(String(describing: error) == expected)
            return true
        }
    }

    @Test("takes the problems that other modules find, sorted among its own")
    func sorted() {
        let problems = ConfigurationProblems(
            path: "c",
            problems: [
                ConfigurationProblem(line: 9, column: 1, key: "b", message: "x"),
                ConfigurationProblem(line: 0, column: 0, key: nil, message: "whole"),
                ConfigurationProblem(line: 9, column: 1, key: "a", message: "x"),
                ConfigurationProblem(line: 2, column: 30, key: "z", message: "x"),
            ])
        #expect(problems.description == "c: whole\nc:2:30: z: x\nc:9:1: a: x\nc:9:1: b: x")
    }

    @Test("prints a hundred and counts the rest")
    func bounded() {
        let many = (1...150).map { ConfigurationProblem(line: $0, column: 1, key: nil, message: "x") }
        let lines = ConfigurationProblems(path: "c", problems: many).description.split(separator: "\n")
        #expect(lines.count == 101)
        #expect(lines.last == "c: and 50 more: correct these first")
    }

    @Test("has what other modules say about addresses, DNs and filters beside the rest")
    func checks() {
        let checks = ValueChecks(
            server: { $0.contains("ldap.") ? "bad server: a" : nil },
            distinguishedName: { $0.contains("people") ? "bad DN: b" : nil },
            filter: { _ in "bad filter: c" })
        let text =
            Sample.file + "access: {moderators: [\"cn=people,dc=x\", \"cn=y,dc=x\"]}\nlisten: {workers: 0}"
        #expect(
            Sample.problems(text, checks: checks) == [
                "6:13: directory.servers: bad server: a", "9:11: directory.users.base: bad DN: b",
                "10:13: directory.users.filter: bad filter: c", "11:23: access.moderators: bad DN: b",
                "12:19: listen.workers: \"0\" is out of range: write 2 to 1024",
            ])
    }

    @Test("Every key of the file has a reader: none takes a list in a list")
    func everyKeyIsRead() {
        // Sections of which there is a list.
        let lists = ["token.further-keys", "rooms"]
        for (section, keys) in KnownKeys.bySection {
            for key in keys {
                let path = (section.isEmpty ? [] : section.split(separator: ".").map(String.init)) + [key]
                var text = ""
                // What is in an item stands behind its dash.
                var behind = 0
                for (depth, part) in path.enumerated() {
                    let item = lists.contains(path[..<depth].joined(separator: ".")) ? "- " : ""
                    text += String(repeating: "  ", count: depth + behind) + item + part + ":\n"
                    if !item.isEmpty { behind = 1 }
                }
                text += String(repeating: "  ", count: path.count + behind) + "- [[x]]\n"
                let name = path.joined(separator: ".")
                #expect(Sample.problems(text).contains { $0.contains(": \(name): ") }, "\(name) is not read")
            }
        }
    }
}
