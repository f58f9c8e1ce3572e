import Foundation
import TestSupport
import Testing

@testable import LDAP

@Suite("The check of the server's certificate")
struct CertificateTests {
    /// A server with such a certificate, believed by nobody unless its own authority is named.
    private func failure(names: [String] = ["127.0.0.1"], days: Int = 20, trusting file: String? = nil) throws
        -> LDAPError
    {
        let authority = try Shared.authority.get()
        let server = try TLSServer(try authority.issue(for: names, validDays: days))
        let directory = try DirectoryServers(
            at: [server.address], authority: file ?? authority.certificateFile, timeout: .seconds(10))
        return try #require(directory.failures().first)
    }

    private func problem(_ error: LDAPError) -> CertificateProblem? {
        if case .certificate(let problem, _) = error.reason { problem } else { nil }
    }

    @Test("A certificate for another name is refused, and the error says which name to configure")
    func wrongName() throws {
        let error = try failure(names: ["ldap.example.org", "127.0.0.2"])
        #expect(problem(error) == .wrongName, "\(error)")
        #expect(error.description.contains("'127.0.0.1'"))
    }

    @Test("An expired certificate is refused as such")
    func expired() throws {
        #expect(problem(try failure(days: -1)) == .expired)
    }

    @Test(
        "What is known is not followed by the library's 'unknown error'",
        arguments: [(["127.0.0.1"], -1), (["127.0.0.2"], 20)])
    func noUnknownError(names: [String], days: Int) throws {
        let error = try failure(names: names, days: days)
        #expect(!error.description.contains("unknown error"), "\(error)")
    }

    @Test("A certificate by an authority that is not configured is refused, and the error names ca-file")
    func foreignAuthority() throws {
        let other = try CertificateAuthority(name: "Another CA")
        let error = try failure(trusting: other.certificateFile)
        #expect(problem(error) == .unknownIssuer, "\(error)")
        #expect(error.description.contains("ca-file"))
    }

    /// A server whose certificate signed itself.
    private func selfSigned(
        commonName: String, alternative: String, in folder: TemporaryFolder
    ) throws -> TLSServer {
        try Command.output([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "9", "-subj", "/CN=\(commonName)", "-addext", "subjectAltName=\(alternative)",
            "-keyout", folder.file("key"), "-out", folder.file("pem"),
        ])
        return try TLSServer(.init(certificateFile: folder.file("pem"), keyFile: folder.file("key")))
    }

    @Test("A certificate that signed itself is refused")
    func selfSigned() throws {
        let folder = try TemporaryFolder()
        let server = try selfSigned(commonName: "127.0.0.1", alternative: "IP:127.0.0.1", in: folder)
        let directory = try DirectoryServers(
            at: [server.address], authority: try Shared.authority.get().certificateFile)
        #expect(problem(try #require(directory.failures().first)) == .unknownIssuer)
    }

    @Test("The common name counts for nothing where there are alternative names")
    func commonName() throws {
        let folder = try TemporaryFolder()
        let server = try selfSigned(commonName: "127.0.0.1", alternative: "DNS:ldap.example.org", in: folder)
        let directory = try DirectoryServers(
            at: [server.address], authority: folder.file("pem"), timeout: .seconds(3))
        #expect(problem(try #require(directory.failures().first)) == .wrongName)
    }

    @Test("A test authority is not among those the system believes")
    func systemAuthorities() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers([server(slapd.ldapsAddress)], trust: .system, account: service)
        #expect(problem(try #require(directory.failures().first)) == .unknownIssuer)
    }

    @Test("With StartTLS the certificate is checked just so")
    func startTLS() throws {
        let slapd = try Shared.slapd.get()
        let other = try CertificateAuthority(name: "Another CA")
        let directory = try DirectoryServers(
            at: [slapd.plainAddress], .startTLS, authority: other.certificateFile)
        #expect(problem(try #require(directory.failures().first)) == .unknownIssuer)
    }

    @Test("A server that refuses StartTLS is an error, and nothing is sent in plain text")
    func startTLSRefused() throws {
        let slapd = try Slapd(hasTLS: false)
        let directory = try DirectoryServers(
            at: [slapd.plainAddress], .startTLS, authority: slapd.certificateAuthorityFile)
        let error = try #require(directory.failures().first)
        guard case .startTLSRefused = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(slapd.binds(as: Slapd.serviceDN) == 0)
    }

    @Test("A server that knows nothing newer than TLS 1.1 is refused")
    func oldTLS() throws {
        let authority = try Shared.authority.get()
        let old = try TLSServer(
            try authority.issue(for: ["127.0.0.1"]), options: ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
        let directory = try DirectoryServers(at: [old.address], authority: authority.certificateFile)
        let error = try #require(directory.failures().first)
        #expect(error.step == .handshake && problem(error) == nil, "\(error)")
    }

    @Test("A plain port under an ldaps:// address is an error of the handshake")
    func noTLS() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: ["ldaps://127.0.0.1:\(slapd.plainPort)"], authority: slapd.certificateAuthorityFile)
        let error = try #require(directory.failures().first)
        #expect(error.step == .handshake && error.reason != .timedOut, "\(error)")
        #expect(error.description.contains("speaks TLS 1.2 or newer, from the first byte"), "\(error)")
    }

    @Test("A file of authorities that is missing or none is an error at once, which names it")
    func badFile() throws {
        let folder = try TemporaryFolder()
        let none = try folder.write("no certificate", to: "none.pem")
        for file in [folder.file("missing.pem"), none] {
            let error = #expect(throws: LDAPConfigurationError.self) {
                try DirectoryServers([server("ldaps://127.0.0.1:1")], trust: .file(file), account: service)
            }
            #expect(error?.description.contains(file) == true)
        }
    }

    @Test("Connections of one trust share one TLS context; a changed file makes a new one")
    func sharedContext() throws {
        let folder = try TemporaryFolder()
        let text = try String(contentsOfFile: Shared.authority.get().certificateFile, encoding: .utf8)
        let file = try folder.write(text, to: "ca.pem")
        let one = try TLSContext.shared(for: .file(file))
        #expect(try TLSContext.shared(for: .file(file)).library === one.library)
        let other = try CertificateAuthority(name: "Another CA")
        try folder.write(String(contentsOfFile: other.certificateFile, encoding: .utf8), to: "ca.pem")
        #expect(try TLSContext.shared(for: .file(file)).library !== one.library)
    }
}
