import Foundation
import Secrets
import TestSupport
import Testing

@Suite("What a certificate says")
struct CertificateSummaryTests {
    private static let authority = Result { try CertificateAuthority(name: "Test CA") }

    /// The certificate in a PEM file.
    private func der(_ file: String) throws -> [UInt8] {
        let text = try Data(contentsOf: URL(fileURLWithPath: file))
        return try #require(try PEMCertificates.read(Array(text)).first)
    }

    @Test("Names, issuer, dates, key and signature are read")
    func read() throws {
        let identity = try Self.authority.get().issue(
            for: ["ldap.example.org", "*.example.net", "192.0.2.1", "2001:db8::1"], validDays: 20,
            subject: "/O=Example, Inc./CN=ldap")
        let summary = try CertificateSummary(der: try der(identity.certificateFile))
        #expect(summary.subject == "CN=ldap,O=Example\\, Inc.")
        #expect(summary.issuer == "CN=Test CA")
        #expect(summary.hostNames == ["ldap.example.org", "*.example.net"])
        #expect(summary.addresses == ["192.0.2.1", "2001:db8::1"])
        #expect(!summary.holdsMoreNames && !summary.isSelfSigned)
        #expect(summary.names == "ldap.example.org, *.example.net, 192.0.2.1, 2001:db8::1")
        #expect(summary.notBefore <= .now && (19...20).contains(summary.notAfter.daysFromNow))
        #expect(summary.key == "EC, 256 bits")
        #expect(summary.signatureAlgorithm == "ecdsa-with-SHA256")
    }

    @Test("The digest of the key is what openssl and a hash tool make of the public key")
    func keyDigest() throws {
        let identity = try Self.authority.get().issue(for: ["x"], key: ["rsa:2048"])
        let summary = try CertificateSummary(der: try der(identity.certificateFile))
        let theirs = try Command.output([
            "sh", "-c",
            "openssl x509 -in \"$1\" -pubkey -noout | openssl pkey -pubin -outform DER | sha256sum", "sh",
            identity.certificateFile,
        ])
        #expect(summary.keyDigest.map { String(format: "%02x", $0) }.joined() == String(theirs.prefix(64)))
        #expect(summary.key == "RSA, 2048 bits")
    }

    @Test("A certificate that signed itself is told from one by an authority of the same name")
    func selfSigned() throws {
        let authority = try Self.authority.get()
        #expect(try CertificateSummary(der: try der(authority.certificateFile)).isSelfSigned)
        let namesake = try authority.issue(for: ["x"], subject: "/CN=Test CA")
        #expect(try !CertificateSummary(der: try der(namesake.certificateFile)).isSelfSigned)
    }

    @Test("A certificate without alternative names shows its subject")
    func noNames() throws {
        let summary = try CertificateSummary(der: try der(try Self.authority.get().certificateFile))
        #expect(summary.names == "no name but its subject 'CN=Test CA'")
    }

    @Test("Many and long names are cut, and control characters do not get through")
    func bounded() throws {
        let authority = try Self.authority.get()
        let many = try authority.issue(for: (0..<30).map { "host\($0).example.org" })
        let summary = try CertificateSummary(der: try der(many.certificateFile))
        #expect(summary.hostNames.count == 20 && summary.holdsMoreNames)
        #expect(summary.names.hasSuffix("host19.example.org and others"))

        let hostile = try authority.issue(
            for: ["a"], subject: "/CN=" + String(repeating: "/OU=ü\r\nlog: forged\u{202E}", count: 20))
        let subject = try CertificateSummary(der: try der(hostile.certificateFile)).subject
        #expect(subject.unicodeScalars.allSatisfy { !["\r", "\n", "\u{202E}"].contains($0) }, "\(subject)")
        #expect(subject.contains("OU=ü") && subject.hasSuffix("…"), "\(subject)")
        #expect(subject.unicodeScalars.count == 201)
    }

    @Test("What is no whole certificate is an error", arguments: [[], [0x30], Array("hello".utf8)])
    func noCertificate(_ bytes: [UInt8]) {
        #expect(throws: CryptoFailure.self) { try CertificateSummary(der: bytes) }
    }

    @Test("What is too large, cut short or followed by something is an error")
    func wrongSize() throws {
        let good = try der(try Self.authority.get().certificateFile)
        for bytes in [good + [0], Array(good.dropLast()), good + [UInt8](repeating: 0, count: 70_000)] {
            #expect(throws: CryptoFailure.self) { try CertificateSummary(der: bytes) }
        }
    }

    @Test("Thousands of damaged certificates crash nothing")
    func damaged() throws {
        let identity = try Self.authority.get().issue(
            for: ["ldap.example.org", "192.0.2.1"], key: ["rsa:2048"])
        let good = try der(identity.certificateFile)
        var generator = SystemRandomNumberGenerator()
        var readable = 0
        for round in 0..<20_000 {
            var bytes = good
            for _ in 0...(round % 4) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = .random(
                    in: 0...255, using: &generator)
            }
            if let summary = try? CertificateSummary(der: bytes) {
                readable += 1
                #expect(summary.keyDigest.count == 32)
            }
        }
        // Most bytes are of the key and the signature, which hold anything: else nothing was tried here.
        #expect(readable > 1000)
    }

    @Test(
        "A moment is written in UTC",
        arguments: [
            (0, "1970-01-01 00:00 UTC"), (1_785_938_700, "2026-08-05 14:05 UTC"),
            (-1, "1969-12-31 23:59 UTC"),
            (253_402_300_799, "9999-12-31 23:59 UTC"),
        ] as [(Int64, String)])
    func time(_ seconds: Int64, _ text: String) {
        #expect(CertificateTime(seconds: seconds).description == text)
    }

    @Test("The days left are whole ones, and negative once the time is over")
    func daysLeft() {
        let now = CertificateTime.now.seconds
        #expect(CertificateTime(seconds: now + 86_400 * 3 + 60).daysFromNow == 3)
        #expect(CertificateTime(seconds: now + 60).daysFromNow == 0)
        #expect(CertificateTime(seconds: now - 60).daysFromNow == -1)
    }
}
