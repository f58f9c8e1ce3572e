import Foundation
import Secrets
import TestSupport
import Testing

@testable import LDAP

@Suite("The versions of TLS")
struct TLSVersionTests {
    private let authority: CertificateAuthority
    private let identity: CertificateAuthority.Identity

    init() throws {
        authority = try Shared.authority.get()
        identity = try authority.issue(for: ["127.0.0.1"])
    }

    /// What a look at a server brings that speaks only as `options` say.
    private func inspection(_ options: [String], trust: Trust? = nil) throws -> CertificateInspection {
        let tls = try TLSServer(identity, options: options)
        return try CertificateInspection.run(
            try server(tls.address), trust: trust ?? .file(authority.certificateFile), timeout: .seconds(10))
    }

    @Test("A server that speaks TLS 1.2 only, or 1.3 only, is accepted", arguments: ["2", "3"])
    func accepted(minor: String) throws {
        let inspection = try inspection(["-tls1_\(minor)"])
        #expect(inspection.failure == nil, "\(String(describing: inspection.failure))")
        #expect(inspection.tlsVersion == "TLS1.\(minor)")
        #expect(inspection.certificate?.addresses == ["127.0.0.1"])
    }

    @Test(
        "A server that knows nothing newer than TLS 1.1 is refused, pinned or not",
        arguments: ["-tls1", "-tls1_1"], [true, false])
    func refused(version: String, isPinned: Bool) throws {
        let options = [version, "-cipher", "ALL:@SECLEVEL=0"]
        let trust = isPinned ? Trust.pinned([try pin(of: identity.certificateFile)]) : nil
        let error = try #require(try inspection(options, trust: trust).failure)
        #expect(error.step == .handshake && error.reason != .timedOut, "\(error)")
        #expect(error.description.contains("TLS 1.2 or newer"), "\(error)")
        // The server does speak that version with whoever wants it: else nothing would be shown here.
        let tls = try TLSServer(identity, options: options)
        let client = try Command.output([
            "openssl", "s_client", version, "-cipher", "ALL:@SECLEVEL=0", "-connect", "127.0.0.1:\(tls.port)",
        ])
        #expect(client.contains(version == "-tls1" ? "New, TLSv1" : "TLSv1.1"), "\(client)")
    }

    @Test(
        "Ciphers without encryption or without a certificate are not spoken",
        arguments: ["eNULL", "aNULL", "PSK"])
    func ciphers(_ cipher: String) throws {
        let inspection = try inspection(
            ["-tls1_2", "-cipher", "\(cipher):@SECLEVEL=0", "-psk", "00112233"],
            trust: .pinned([try pin(of: identity.certificateFile)]))
        #expect(inspection.failure?.step == .handshake)
    }
}
