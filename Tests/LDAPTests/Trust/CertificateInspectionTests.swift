import Foundation
import Secrets
import TestSupport
import Testing

@testable import LDAP

@Suite("A look at a server's certificate, for administrators")
struct CertificateInspectionTests {
    private let authority: CertificateAuthority

    init() throws { authority = try Shared.authority.get() }

    @Test(
        "Of a server that is accepted: names, issuer, days left, pin, version",
        arguments: [Security.ldaps, .startTLS])
    func accepted(security: Security) throws {
        let identity = try authority.issue(for: ["127.0.0.1", "ldap.example.org"], validDays: 20)
        let slapd = try Slapd(authority: authority, identity: identity)
        let address = security == .ldaps ? slapd.ldapsAddress : slapd.plainAddress
        let inspection = try CertificateInspection.run(
            try server(address, security), trust: .file(authority.certificateFile), timeout: .seconds(10))
        let certificate = try #require(inspection.certificate)
        #expect(inspection.failure == nil && inspection.server.description == address)
        #expect(certificate.names == "ldap.example.org, 127.0.0.1" && certificate.issuer == "CN=Test CA")
        #expect((19...20).contains(certificate.notAfter.daysFromNow))
        #expect(inspection.pin == (try pin(of: identity.certificateFile)))
        #expect(inspection.tlsVersion == "TLS1.3")
        // Nothing was bound: the only bind is the fixture's own.
        #expect(slapd.binds(as: Slapd.serviceDN) == 0)
    }

    @Test("Of a server that is refused: why, and its certificate all the same")
    func refused() throws {
        let identity = try authority.issue(for: ["ldap.example.org"])
        let tls = try TLSServer(identity)
        let expected = try pin(of: identity.certificateFile)
        for pins in [[], [expected]] {
            let inspection = try CertificateInspection.run(
                try server(tls.address),
                trust: Trust(authorities: .file(authority.certificateFile), pins: pins),
                timeout: .seconds(10))
            guard case .certificate(.wrongName, _) = inspection.failure?.reason else {
                Issue.record("\(inspection)")
                return
            }
            #expect(inspection.pin == expected && inspection.tlsVersion == nil)
        }
        let other = try KeyPin(parsing: "sha256:" + Data(repeating: 1, count: 32).base64EncodedString())
        let inspection = try CertificateInspection.run(
            try server(tls.address), trust: .pinned([other]), timeout: .seconds(10))
        #expect(inspection.failure != nil && inspection.pin == expected)
    }

    @Test("Of a server without TLS, and of one that is not there: no certificate")
    func nothing() throws {
        let slapd = try Slapd(hasTLS: false)
        let plain = try CertificateInspection.run(
            try server(slapd.plainAddress), trust: .file(authority.certificateFile), timeout: .seconds(10))
        #expect(plain.certificate == nil && plain.failure == nil && plain.tlsVersion == nil)
        let none = try CertificateInspection.run(
            try server("ldaps://127.0.0.1:\(FreePort.next())"), trust: .file(authority.certificateFile),
            timeout: .seconds(10))
        #expect(none.certificate == nil && none.failure?.step == .connect)
    }
}
