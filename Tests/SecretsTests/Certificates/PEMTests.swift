import Foundation
import Secrets
import TestSupport
import Testing

@Suite("Certificates and keys in PEM")
struct PEMTests {
    private let authority: CertificateAuthority
    private let identity: CertificateAuthority.Identity

    init() throws {
        authority = try CertificateAuthority()
        identity = try authority.issue(for: ["x"])
    }

    private func bytes(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    }

    private func secret(_ file: String) throws -> SecretBytes { SecretBytes(copying: try bytes(file)) }

    @Test("All certificates of a text are read in their order; keys and words around them are passed over")
    func several() throws {
        let one = try bytes(authority.certificateFile)
        let two = try bytes(identity.certificateFile)
        let text = Array("# our CA\n".utf8) + one + (try bytes(identity.keyFile)) + two + Array("\nend".utf8)
        let found = try PEMCertificates.read(text)
        #expect(try found == [one, two].map { try PEMCertificates.read($0)[0] } && found.count == 2)
        #expect(try CertificateSummary(der: found[0]).isSelfSigned)
    }

    @Test(
        "A text without certificates holds none",
        arguments: ["", "hello", "-----BEGIN NOTHING-----\nAAAA\n-----END NOTHING-----\n"])
    func none(_ text: String) throws {
        #expect(try PEMCertificates.read(Array(text.utf8)).isEmpty)
    }

    @Test(
        "What is marked as a certificate and is none is an error",
        arguments: [
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\nMIIB",
        ])
    func broken(_ text: String) {
        #expect(throws: CryptoFailure.self) { try PEMCertificates.read(Array(text.utf8)) }
    }

    @Test("A certificate and its key belong together")
    func pair() throws {
        let summary = try CertificateKeyPair.check(
            certificate: try bytes(identity.certificateFile) + bytes(authority.certificateFile),
            key: try secret(identity.keyFile))
        #expect(summary.subject == "CN=x")
    }

    @Test("A key of another certificate does not fit")
    func otherKey() throws {
        let other = try authority.issue(for: ["y"])
        #expect(throws: CertificateKeyPair.Problem.doNotFit) {
            try CertificateKeyPair.check(
                certificate: try bytes(identity.certificateFile), key: try secret(other.keyFile))
        }
    }

    @Test("A key with a passphrase is refused as such, and nobody is asked for it")
    func passphrase() throws {
        let folder = try TemporaryFolder()
        try Command.output([
            "openssl", "pkey", "-in", identity.keyFile, "-aes256", "-passout", "pass:x", "-out",
            folder.file("key"),
        ])
        #expect(throws: CertificateKeyPair.Problem.keyNeedsPassphrase) {
            try CertificateKeyPair.check(
                certificate: try bytes(identity.certificateFile), key: try secret(folder.file("key")))
        }
    }

    @Test("The two files the wrong way round are no certificate")
    func swapped() throws {
        #expect {
            try CertificateKeyPair.check(
                certificate: try bytes(identity.keyFile), key: try secret(identity.certificateFile))
        } throws: { error in
            if case CertificateKeyPair.Problem.noCertificate = error { true } else { false }
        }
        #expect {
            try CertificateKeyPair.check(
                certificate: try bytes(identity.certificateFile), key: try secret(identity.certificateFile))
        } throws: { error in
            if case CertificateKeyPair.Problem.noKey = error { true } else { false }
        }
    }
}
