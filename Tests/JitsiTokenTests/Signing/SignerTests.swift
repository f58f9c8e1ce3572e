import Foundation
import JitsiToken
import Secrets
import TestSupport
import Testing

@Suite struct SignerTests {
    private func secret(_ text: String) -> SecretBytes { SecretBytes(copying: Array(text.utf8)) }

    private static let lengthRows: [(Algorithm, Int)] = [(Algorithm.hs256, 32), (.hs384, 48), (.hs512, 64)]

    @Test("A shared secret must be as long as the hash, or be allowed to be short", arguments: lengthRows)
    func length(_ algorithm: Algorithm, _ least: Int) throws {
        let short = secret(String(repeating: "s", count: least - 1))
        #expect(throws: SignerProblem.shortSecret(algorithm, count: least - 1)) {
            try Signer(sharedSecret: short, algorithm: algorithm)
        }
        _ = try Signer(sharedSecret: short, algorithm: algorithm, allowingShortSecret: true)
        _ = try Signer(sharedSecret: secret(String(repeating: "s", count: least)), algorithm: algorithm)
        #expect(throws: SignerProblem.emptySecret) {
            try Signer(sharedSecret: secret(""), algorithm: algorithm, allowingShortSecret: true)
        }
        #expect("\(SignerProblem.shortSecret(algorithm, count: 8))".contains("openssl rand -hex \(least)"))
    }

    @Test("A secret does not serve RS, nor a key HS")
    func kinds() throws {
        #expect(throws: SignerProblem.wrongKind(.rs256)) {
            try Signer(sharedSecret: secret(Example.secret), algorithm: .rs256)
        }
        #expect(throws: SignerProblem.wrongKind(.hs256)) {
            try Signer(privateKey: secret(Example.secret), algorithm: .hs256, keyID: "a")
        }
    }

    @Test("What is not an unlocked RSA private key of 2,048 bits is refused with its reason")
    func keys() throws {
        func problem(_ pem: String, keyID: String = "a") -> SignerProblem? {
            do {
                _ = try Signer(privateKey: secret(pem), algorithm: .rs256, keyID: keyID)
                return nil
            } catch { return error }
        }
        let rsa = try RSAKey()
        #expect(problem(rsa.pem) == nil)
        #expect(problem(rsa.pem, keyID: "") == .unusableKeyID)
        #expect(problem(rsa.pem, keyID: "a\n") == .unusableKeyID)
        #expect(problem(rsa.publicPEM) == .publicOnly)
        #expect(problem("") == .noPrivateKey)
        // Nothing of it is left for the next failure on this thread.
        #expect(CryptoFailure.draining("looking").reasons.isEmpty)
        #expect(problem("hello") == .noPrivateKey)
        #expect(problem(String(rsa.pem.prefix(600))) == .inconsistentKey)
        #expect(problem(try RSAKey(bits: 1024).pem) == .smallKey(bits: 1024))
        let locked = try Command.output(
            ["openssl", "pkey", "-aes-128-cbc", "-passout", "pass:locked"], input: rsa.pem)
        #expect(problem(locked) == .encryptedKey)
        let lockedOld = try Command.output(
            ["openssl", "rsa", "-traditional", "-aes128", "-passout", "pass:locked"], input: rsa.pem)
        #expect(problem(lockedOld) == .encryptedKey)
        let elliptic = try Command.output(
            ["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"])
        #expect(problem(elliptic) == .notRSA)
        let pss = try Command.output(
            ["openssl", "genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"])
        #expect(problem(pss) == .notRSA)
        let authority = try CertificateAuthority()
        let certificate = try String(contentsOfFile: authority.certificateFile, encoding: .utf8)
        #expect(problem(certificate) == .publicOnly)
    }

    @Test("A key whose numbers do not belong together is refused")
    func damagedKey() throws {
        let lines = try RSAKey().pem.split(separator: "\n")
        var der = try #require(Data(base64Encoded: lines.dropFirst().dropLast().joined()))
        // Of PKCS #8 with 2,048 bits, the bytes from 300 to 550 belong to the private exponent (RFC 8017, A.1.2).
        der[430] ^= 1
        let pem = [String(lines[0]), der.base64EncodedString(), String(lines[lines.count - 1])]
            .joined(separator: "\n")
        #expect(throws: SignerProblem.inconsistentKey) {
            try Signer(privateKey: secret(pem + "\n"), algorithm: .rs256, keyID: "a")
        }
    }

    @Test("The header says JWT and the algorithm, and kid with RS; never none", arguments: Algorithm.allCases)
    func header(_ algorithm: Algorithm) throws {
        let signer =
            algorithm.usesSharedSecret
            ? try Example.signer(algorithm)
            : try Signer(privateKey: RSAKey().secret, algorithm: algorithm, keyID: "k\"1")
        let parts = try signer.token(for: Example.claims()).compact.split(separator: ".")
        #expect(parts.count == 3)
        let header = try JSONSerialization.jsonObject(with: decodedPart(parts[0])) as? [String: String]
        var expected = ["typ": "JWT", "alg": algorithm.rawValue]
        if !algorithm.usesSharedSecret { expected["kid"] = "k\"1" }
        #expect(header == expected)
        #expect(try decodedPart(parts[2]).count == (algorithm.usesSharedSecret ? algorithm.hashSize : 256))
        #expect(Algorithm(rawValue: "none") == nil && Algorithm(rawValue: "ES256") == nil)
    }

    @Test("Eight threads sign with one key, and every signature is right")
    func threads() async throws {
        let signer = try Signer(privateKey: RSAKey().secret, algorithm: .rs256, keyID: "a")
        let claims = try Example.claims(now: 1_800_000_000)
        let expected = try signer.token(for: claims).compact
        let all = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try (0..<50).allSatisfy { _ in try signer.token(for: claims).compact == expected }
                }
            }
            return try await group.allSatisfy { $0 }
        }
        #expect(all)
    }

    @Test("A token prints as a placeholder, alone and inside of others")
    func placeholder() throws {
        let token = try Example.signer().token(for: Example.claims())
        var dumped = ""
        dump(token, to: &dumped)
        for text in [
            "\(token)", String(reflecting: token), "\([token])", "\(Optional(token) as Any)", dumped,
        ] {
            #expect(!text.contains(token.compact) && !text.contains("eyJ"))
        }
    }
}
