import Foundation
import Secrets
import TestSupport
import Testing

@testable import LDAP

/// The pin of the key in a PEM certificate, made by openssl alone.
func pin(of certificateFile: String) throws -> KeyPin {
    let base64 = try Command.output([
        "sh", "-c",
        "openssl x509 -in \"$1\" -pubkey -noout | openssl pkey -pubin -outform DER | openssl dgst -sha256 -binary | base64",
        "sh", certificateFile,
    ])
    return try KeyPin(parsing: "sha256:" + base64.trimmingCharacters(in: .whitespacesAndNewlines))
}

@Suite("Pinned keys")
struct PinTests {
    /// The server's certificate is of `Shared.authority`, for 127.0.0.1.
    private static let identity = Result { try Shared.authority.get().issue(for: ["127.0.0.1"]) }
    private static let slapd = Result {
        try Slapd(authority: try Shared.authority.get(), identity: try identity.get())
    }
    private static let wrong = Result {
        try KeyPin(parsing: "sha256:" + Data(repeating: 7, count: 32).base64EncodedString())
    }

    private func problem(_ error: LDAPError?) -> CertificateProblem? {
        if case .certificate(let problem, _) = error?.reason { problem } else { nil }
    }

    @Test("Both ways to write a pin are read, and written in one")
    func parsing() throws {
        let base64 = Data((0..<32).map { UInt8($0) }).base64EncodedString()
        let pins = try ["sha256:", "sha256//"].map { try KeyPin(parsing: $0 + base64) }
        #expect(pins[0] == pins[1] && pins[1].description == "sha256:" + base64)
        #expect(pins[0].matches(pins[1]))
    }

    @Test(
        "What is no pin is refused with the form that one has",
        arguments: [
            "", "sha256:", "sha256", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "sha1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "SHA256:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "sha256:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=",
            "sha256:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "sha256:AAECAwQF",
            "sha256: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "sha256:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
        ])
    func noPin(_ text: String) {
        let error = #expect(throws: LDAPConfigurationError.self) { try KeyPin(parsing: text) }
        #expect(error?.description.contains("write sha256: and the base64") == true)
    }

    @Test("A pin differs from another in a single bit of any byte")
    func everyBit() throws {
        let bytes = [UInt8](repeating: 0, count: 32)
        let one = try KeyPin(parsing: "sha256:" + Data(bytes).base64EncodedString())
        for index in 0..<32 {
            var other = bytes
            other[index] = 1 << (index % 8)
            #expect(!one.matches(try KeyPin(parsing: "sha256:" + Data(other).base64EncodedString())))
        }
    }

    @Test("With the right pin beside the authority people sign in, over LDAPS and StartTLS")
    func both() throws {
        let slapd = try Self.slapd.get()
        let trust = Trust(
            authorities: .file(slapd.certificateAuthorityFile),
            pins: [try Self.wrong.get(), try pin(of: try Self.identity.get().certificateFile)])
        #expect(try DirectoryServers(at: [slapd.ldapsAddress], trust: trust).aliceCanSignIn())
        #expect(try DirectoryServers(at: [slapd.plainAddress], .startTLS, trust: trust).aliceCanSignIn())
    }

    @Test(
        "Another key than the pinned ones is refused before anything is bound, and the error shows it",
        arguments: [true, false])
    func otherKey(withAuthority: Bool) throws {
        let slapd = try Slapd(authority: try Shared.authority.get(), identity: try Self.identity.get())
        let trust = Trust(
            authorities: withAuthority ? .file(slapd.certificateAuthorityFile) : .none,
            pins: [try Self.wrong.get()])
        for (address, security) in [(slapd.ldapsAddress, Security.ldaps), (slapd.plainAddress, .startTLS)] {
            let directory = try DirectoryServers(at: [address], security, trust: trust)
            let error = try #require(directory.failures().first)
            #expect(problem(error) == .otherKey && error.speaksAgainstServer, "\(error)")
            let shown = try pin(of: try Self.identity.get().certificateFile)
            #expect(error.description.contains("it showed \(shown)"), "\(error)")
            #expect(throws: DirectoryUnreachable.self) {
                try directory.verify(SlapdPeople.alice, secret("alice secret"))
            }
        }
        #expect(slapd.log.contains("TLS established"))
        #expect(slapd.binds(as: Slapd.serviceDN) == 0 && slapd.binds(as: SlapdPeople.alice) == 0)
    }

    @Test("A pin alone proves a server: its name, dates and issuer are not asked (RFC 7671, 5.1)")
    func pinAlone() throws {
        let foreign = try CertificateAuthority(name: "Another CA")
        let identity = try foreign.issue(for: ["ldap.example.org"], validDays: -1)
        let slapd = try Slapd(authority: foreign, identity: identity)
        let trust = Trust.pinned([try pin(of: identity.certificateFile)])
        #expect(try DirectoryServers(at: [slapd.ldapsAddress], trust: trust).aliceCanSignIn())
        #expect(try DirectoryServers(at: [slapd.plainAddress], .startTLS, trust: trust).aliceCanSignIn())
    }

    @Test("Beside an authority the pin is one condition more, not one instead")
    func noReplacement() throws {
        let authority = try Shared.authority.get()
        let other = try CertificateAuthority(name: "Another CA")
        let rows: [(CertificateAuthority.Identity, String, CertificateProblem)] = [
            (try authority.issue(for: ["ldap.example.org"]), authority.certificateFile, .wrongName),
            (try authority.issue(for: ["127.0.0.1"], validDays: -1), authority.certificateFile, .expired),
            (try authority.issue(for: ["127.0.0.1"]), other.certificateFile, .unknownIssuer),
        ]
        for (identity, file, expected) in rows {
            let server = try TLSServer(identity)
            let trust = Trust(authorities: .file(file), pins: [try pin(of: identity.certificateFile)])
            let error = try DirectoryServers(at: [server.address], trust: trust).failures().first
            #expect(problem(error) == expected, "\(String(describing: error))")
        }
    }

    @Test("A renewed certificate with the same key keeps its pin")
    func renewed() throws {
        let authority = try Shared.authority.get()
        let identity = try Self.identity.get()
        let folder = try TemporaryFolder()
        try Command.output([
            "openssl", "req", "-x509", "-key", identity.keyFile, "-days", "9", "-subj", "/CN=renewed", "-out",
            folder.file("pem"),
        ])
        #expect(try pin(of: folder.file("pem")) == pin(of: identity.certificateFile))
        let renewed = CertificateAuthority.Identity(
            certificateFile: folder.file("pem"), keyFile: identity.keyFile)
        let slapd = try Slapd(authority: authority, identity: renewed)
        let trust = Trust.pinned([try pin(of: identity.certificateFile)])
        #expect(try DirectoryServers(at: [slapd.ldapsAddress], trust: trust).aliceCanSignIn())
    }

    @Test("Without authorities and without a pin nothing is trusted: a configuration error")
    func nothing() throws {
        let error = #expect(throws: LDAPConfigurationError.self) {
            try DirectoryServers(at: ["ldaps://127.0.0.1:1"], trust: Trust(authorities: .none))
        }
        #expect(error?.description.contains("nothing proves a server") == true)
    }
}
