import Foundation
import Secrets
import TestSupport
import Testing

@testable import LDAP

@Suite("What an error says about a certificate")
struct CertificateWordsTests {
    private let authority: CertificateAuthority

    init() throws { authority = try Shared.authority.get() }

    private func failure(
        _ identity: CertificateAuthority.Identity, trusting file: String? = nil
    ) throws -> LDAPError {
        let server = try TLSServer(identity)
        let directory = try DirectoryServers(
            at: [server.address], authority: file ?? authority.certificateFile)
        return try #require(directory.failures().first)
    }

    private func certificate(_ error: LDAPError) -> CertificateSummary? {
        if case .certificate(_, let evidence) = error.reason { evidence.certificate } else { nil }
    }

    @Test("A wrong name: which names it holds, and which was asked for")
    func names() throws {
        let error = try failure(try authority.issue(for: ["ldap.example.org", "192.0.2.7"]))
        #expect(
            error.description.contains("not issued for '127.0.0.1' but for ldap.example.org, 192.0.2.7"),
            "\(error)")
    }

    @Test("Expired: when, and how long ago")
    func expired() throws {
        let error = try failure(try authority.issue(for: ["127.0.0.1"], validDays: 7, startingIn: -10))
        let summary = try #require(certificate(error))
        #expect(error.description.contains("expired on \(summary.notAfter), 3 days ago"), "\(error)")
        #expect(error.description.contains("renew"))
    }

    @Test("Not valid yet: from when on")
    func notYetValid() throws {
        let error = try failure(try authority.issue(for: ["127.0.0.1"], startingIn: 5))
        let summary = try #require(certificate(error))
        #expect(error.description.contains("not valid before \(summary.notBefore)"), "\(error)")
        #expect(error.description.contains("clocks"))
        guard case .certificate(.notYetValid, _) = error.reason else {
            Issue.record("\(error)")
            return
        }
    }

    @Test("An authority that is not trusted: who issued it; and that it has expired, too")
    func issuer() throws {
        let other = try CertificateAuthority(name: "Another CA")
        let error = try failure(try other.issue(for: ["127.0.0.1"]))
        #expect(error.description.contains("issued by 'CN=Another CA', which is not trusted"), "\(error)")
        let old = try failure(try other.issue(for: ["127.0.0.1"], validDays: -1))
        #expect(old.description.contains("not trusted, and expired on"), "\(old)")
    }

    @Test("A certificate that signed itself is called that")
    func selfSigned() throws {
        let folder = try TemporaryFolder()
        try Command.output([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days",
            "9", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
            folder.file("key"), "-out", folder.file("pem"),
        ])
        let error = try failure(.init(certificateFile: folder.file("pem"), keyFile: folder.file("key")))
        #expect(error.description.contains("signed itself ('CN=127.0.0.1')"), "\(error)")
    }

    /// What GnuTLS makes of them under the rules of `TLSLibraryContext`.
    @Test(
        "Keys and signatures that are too weak: which they are",
        arguments: [(["rsa:1024"], "sha256", "RSA, 1024 bits"), (["rsa:2048"], "sha1", "ecdsa-with-SHA1")])
    func weak(key: [String], digest: String, words: String) throws {
        let identity = try authority.issue(for: ["127.0.0.1"], key: key, digest: digest)
        let server = try TLSServer(identity, options: ["-cipher", "ALL:@SECLEVEL=0"])
        let directory = try DirectoryServers(at: [server.address], authority: authority.certificateFile)
        let error = try #require(directory.failures().first)
        guard case .certificate(.weak, _) = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(error.description.contains(words), "\(error)")
    }

    @Test("A good certificate by an authority with a weak key is refused as well")
    func weakAuthority() throws {
        let weak = try CertificateAuthority(name: "Weak CA", key: ["rsa:1024"])
        let error = try failure(try weak.issue(for: ["127.0.0.1"]), trusting: weak.certificateFile)
        guard case .certificate(.weak, _) = error.reason else {
            Issue.record("\(error)")
            return
        }
    }

    @Test(
        "RSA with 2048 bits, P-256 and P-384 are strong enough",
        arguments: [["rsa:2048"], CertificateAuthority.p256, ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"]])
    func strong(key: [String]) throws {
        let strong = try CertificateAuthority(name: "Strong CA", key: key)
        let slapd = try Slapd(authority: strong, identity: try strong.issue(for: ["127.0.0.1"], key: key))
        #expect(
            try DirectoryServers(at: [slapd.ldapsAddress], authority: strong.certificateFile).aliceCanSignIn()
        )
    }

    @Test("With StartTLS the error says as much")
    func startTLS() throws {
        let slapd = try Slapd(
            authority: authority, identity: try authority.issue(for: ["ldap.example.org"]))
        let directory = try DirectoryServers(
            at: [slapd.plainAddress], .startTLS, authority: authority.certificateFile)
        let error = try #require(directory.failures().first)
        #expect(error.description.contains("but for ldap.example.org"), "\(error)")
    }

    @Test("However many visitors a certificate is refused to, it is looked into once")
    func once() throws {
        let identity = try authority.issue(for: ["ldap.example.org"])
        let slapd = try Slapd(authority: authority, identity: identity)
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: authority.certificateFile, connections: 32)
        func accepted() -> Int { slapd.log.components(separatedBy: "ACCEPT from IP=127.0.0.1").count - 1 }
        let before = accepted()
        let told = Locked(0)
        inParallel(12) {
            for error in directory.failures() where error.description.contains("but for ldap.example.org") {
                told.withLock { $0 += 1 }
            }
        }
        #expect(told.withLock { $0 } == 12)
        #expect(accepted() - before == 13)
    }

    @Test("A server that is mute the second time costs its neighbours no more than the time for one server")
    func muteExamination() throws {
        let identity = try authority.issue(for: ["ldap.example.org"])
        let isBounded = try isDone(within: .seconds(6)) { () throws -> Duration in
            // Takes the connection of the fixture and one more, shows its certificate, and stays deaf from then on.
            let server = try TLSServer(identity, options: ["-naccept", "2"])
            return try measure {
                let error = try DirectoryServers(
                    at: [server.address], authority: authority.certificateFile, timeout: .seconds(2)
                ).failures().first
                guard case .certificate(.wrongName, _) = error?.reason else {
                    Issue.record("\(String(describing: error))")
                    return
                }
            }
        }
        #expect(isBounded)
    }
}
