import Settings
import Testing

@Suite("Where a secret is read")
struct SecretLocationTests {
    @Test(
        "A name is a credential where systemd provides them, else a file beside the configuration",
        arguments: [
            ("app-secret", ["CREDENTIALS_DIRECTORY": "/run/cred"], "/run/cred/app-secret", .credential),
            ("app-secret", [:], "/etc/jitsi/app-secret", .file),
            ("app-secret", ["CREDENTIALS_DIRECTORY": ""], "/etc/jitsi/app-secret", .file),
            ("app-secret", ["CREDENTIALS_DIRECTORY": "relative"], "/etc/jitsi/app-secret", .file),
            ("./app-secret", ["CREDENTIALS_DIRECTORY": "/run/cred"], "/etc/jitsi/app-secret", .file),
            ("keys/a", ["CREDENTIALS_DIRECTORY": "/run/cred"], "/etc/jitsi/keys/a", .file),
            ("/srv/a", ["CREDENTIALS_DIRECTORY": "/run/cred"], "/srv/a", .file),
        ] as [(String, [String: String], String, SecretLocation.Source)])
    func resolution(name: String, environment: [String: String], path: String, source: SecretLocation.Source)
    {
        let location = SecretLocation(name: name, folder: "/etc/jitsi", environment: environment)
        #expect(location.path == path)
        #expect(location.source == source)
        #expect(location.name == name)
    }

    @Test("Defaults and what the file says are resolved alike")
    func configuration() throws {
        let text = Sample.file.replacing("app-id: meet", with: "app-id: meet\n  secret-file: prosody")
        let configuration = try Sample.load(text, environment: ["CREDENTIALS_DIRECTORY": "/run/cred"])
        guard case .secret(let file, _) = configuration.token.key else {
            Issue.record("HS256 has no secret")
            return
        }
        #expect(file.value.path == "/run/cred/prosody")
        #expect(file.line == 5)
        #expect(configuration.directory.bind.secretFile?.value.path == "/run/cred/ldap-password")
        #expect(configuration.directory.bind.secretFile?.line == 8)
    }

    @Test("A key in the place of its file's name is refused without repeating it")
    func pasted() {
        let text = Sample.file.replacing(
            "app-id: meet",
            with: "app-id: meet\n  algorithm: RS256\n  key-id: a\n  key-file: \"-----BEGIN KEY----- abc\"")
        #expect(
            Sample.problems(text) == [
                "7:13: token.key-file: this is a key itself: "
                    + "put it into a file of its own, mode 0600, and name that file"
            ])
    }
}
