import Foundation
import Settings
import TestSupport
import Testing

@Suite("Whatever a file holds")
struct MutationTests {
    private static let pieces = [
        "\n", "  ", "\t", ":", ": ", "- ", "? ", "[", "]", "{", "}", ",", "&a ", "*a", "!t ", "\"", "'",
        "|\n", "#", "~",
        "%YAML 1.1\n", "---\n", "...\n", "<<: ", "{username}", "cn=a,dc=b", "0", "-1", "1h", "ü", "\u{F0000}",
        "\u{0}",
        "app-id: x\n", "  lifetime: 1h\n", "\\", "(", ")", "dns:", "ldapi://%2frun%2f", "%", "=", "@",
        "kind: openldap\n", "sasl: external", "anonymous: true", "sha256:", "{email-md5}",
    ].map { Array($0.utf8) }

    @Test("it loads or its problems have places inside it, and nothing crashes", arguments: 1...8)
    func mutations(seed: Int) throws {
        var generator = SeededNumbers(seed: seed)
        let kind = """
            meet: {url: "https://meet.example.org"}
            token: {app-id: meet}
            directory:
              kind: active-directory
              servers: [ldaps://a.example.org, ldapi://%2frun%2fslapd%2fldapi]
              pin: ["sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]
              ca-directory: certs
              bind: {as-user: "uid={username},dc=example,dc=org"}
              users:
                attributes: {name: [displayName, cn], avatar: "https://example.org/{email-sha256}"}
              groups: {search: {base: "ou=g,dc=x", filter: "(member={dn})"}, nested: true}

            """
        let rest = """
            access: {allow: ["cn=a,dc=b"], moderators: ["cn=c,dc=d"], features: {member: {lobby: true}}}
            session: {idle: 1h, lifetime: 8h}
            throttle: {address: {refused: 10, per: 1h, except: [192.0.2.0/24]}, account: {tries: 4}, device: {tries: 1}}
            pages: {languages: [de, en], help-url: "https://example.org/"}
            """
        let originals = [Sample.file + rest, kind + rest]
        for original in originals { #expect(Sample.problems(original) == []) }
        var loaded = 0
        for _ in 0..<250 {
            var bytes = Array((originals.randomElement(using: &generator) ?? rest).utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let start = Int.random(in: 0...bytes.count, using: &generator)
                let end = min(bytes.count, start + Int.random(in: 0...12, using: &generator))
                let piece = Self.pieces.randomElement(using: &generator) ?? []
                switch Int.random(in: 0...3, using: &generator) {
                case 0: bytes.removeSubrange(start..<end)
                case 1: bytes.insert(contentsOf: piece, at: start)
                case 2: bytes.replaceSubrange(start..<end, with: piece)
                default:
                    bytes.insert(
                        contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &generator)
                    )
                }
            }
            if try survives(bytes) { loaded += 1 }
        }
        #expect(loaded < 250)
    }

    /// Whether `bytes` load; where they do not, there is a problem, and it is in the file.
    private func survives(_ bytes: [UInt8]) throws -> Bool {
        let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 2
        do {
            _ = try Configuration.parse(bytes, path: "/etc/jitsi/config.yaml", environment: [:])
            return true
        } catch {
            #expect(!error.problems.isEmpty)
            #expect(error.problems.allSatisfy { (1...lines).contains($0.line) && $0.column >= 1 })
            #expect(!error.problems.contains { $0.description.contains("\n") || $0.message.isEmpty })
            return false
        }
    }
}
