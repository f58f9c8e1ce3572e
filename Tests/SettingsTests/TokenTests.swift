import Settings
import Testing

@Suite("token")
struct TokenTests {
    @Test(
        "What cannot be right is reported",
        arguments: [
            Change(
                "  app-id: meet", "  lifetime: 1h",
                "3:1: token.app-id: is missing: write the app_id of Prosody's configuration"),
            Change(
                "meet\ndir", "meet\n  lifetime: 5 sec\ndir",
                "5:13: token.lifetime: \"5 sec\" is not a whole number with s, m or h: write 1m to 24h"),
            Change(
                "meet\ndir", "meet\n  lifetime: 3600\ndir",
                "5:13: token.lifetime: \"3600\" is not a whole number with s, m or h: write 1m to 24h"),
            Change(
                "meet\ndir", "meet\n  lifetime: -1h\ndir",
                "5:13: token.lifetime: \"-1h\" is not a whole number with s, m or h: write 1m to 24h"),
            Change(
                "meet\ndir", "meet\n  lifetime: 59s\ndir",
                "5:13: token.lifetime: \"59s\" is out of range: write 1m to 24h"),
            Change(
                "meet\ndir", "meet\n  lifetime: 25h\ndir",
                "5:13: token.lifetime: \"25h\" is out of range: write 1m to 24h"),
            Change(
                "meet\ndir", "meet\n  lifetime: 99999999999999999999h\ndir",
                "5:13: token.lifetime: \"99999999999999999999h\" is not a whole number with s, m or h: write 1m to 24h"
            ),
            Change(
                "meet\ndir", "meet\n  algorithm: ES256\ndir",
                "5:14: token.algorithm: \"ES256\" is not an algorithm that Prosody verifies: "
                    + "write HS256, HS384, HS512, RS256, RS384 or RS512"),
            Change(
                "meet\ndir", "meet\n  algorithm: RS256\ndir",
                "3:1: token.key-file: is missing: RS256 signs with a private key, name its PEM file",
                "3:1: token.key-id: is missing: RS256 needs the name by which Prosody finds the public key"),
            Change(
                "meet\ndir", "meet\n  key-file: token.pem\n  key-id: a\ndir",
                "5:3: token.key-file: is not used with HS256, the default: "
                    + "write algorithm: RS256, or remove the key",
                "6:3: token.key-id: is not used with HS256, the default: write algorithm: RS256, or remove the key"
            ),
            Change(
                "meet\ndir", "meet\n  allow-short-secret: yes\ndir",
                "5:23: token.allow-short-secret: \"yes\" is neither true nor false: write true or false"),
            Change(
                "meet\ndir", "meet\n  secret-file: secrets/\ndir",
                "5:16: token.secret-file: this does not name a file: "
                    + "write the name or path of the file that holds the secret"),
            Change(
                "app-id: meet", "app-id: \(String(repeating: "x", count: 256))",
                "4:11: token.app-id: \"\(String(repeating: "x", count: 60))…\" is too long: "
                    + "write at most 255 characters"),
        ])
    func problems(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test("RS256 signs with the key that the file names")
    func rsa() throws {
        let text = Sample.file.replacing(
            "app-id: meet",
            with: "{app-id: chat, audience: jitsi, algorithm: RS256, key-file: ./k.pem, key-id: \"vpaas/1\"}"
        ).replacing("token:\n  {", with: "token: {")
        let token = try Sample.load(text).token
        guard case .rsa(let file, let id) = token.key else {
            Issue.record("RS256 has no private key")
            return
        }
        #expect(file.value.path == "/etc/jitsi/k.pem")
        #expect(id.value == "vpaas/1")
        #expect(token.audience.value == "jitsi")
    }

    @Test("A key of the other kind is a notice where the algorithm is named")
    func unused() throws {
        let text = Sample.file.replacing(
            "app-id: meet", with: "app-id: meet\n  algorithm: HS512\n  key-file: a.pem\n  key-id: b")
        #expect(
            try Sample.load(text).notices.map(\.description) == [
                "6:3: token.key-file: is not used with HS512", "7:3: token.key-id: is not used with HS512",
            ])
    }

    @Test(
        "Durations are seconds, minutes or hours",
        arguments: [("90s", 90), ("5m", 300), ("1h", 3600), ("8h", 28800)])
    func durations(written: String, seconds: Int) throws {
        let text = Sample.file.replacing("app-id: meet", with: "app-id: meet\n  lifetime: \(written)")
        #expect(try Sample.load(text).token.lifetime.value == .seconds(seconds))
    }
}
