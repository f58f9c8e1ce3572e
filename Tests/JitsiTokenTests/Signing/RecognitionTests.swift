import Secrets
import Testing

@testable import JitsiToken

@Suite("A token that comes back") struct RecognitionTests {
    private static let rsa = Result { try RSAKey() }

    private func signer(_ algorithm: Algorithm, secret: String = Example.secret) throws -> Signer {
        guard !algorithm.usesSharedSecret else { return try Example.signer(algorithm, secret: secret) }
        return try Signer(privateKey: try Self.rsa.get().secret, algorithm: algorithm, keyID: "login")
    }

    private func recognized(_ compact: String, by signer: Signer, now: Int = currentTime()) throws -> String?
    {
        try signer.token(recognizing: SecretBytes(copying: Array(compact.utf8)), now: now)?.compact
    }

    @Test("is recognized by the signer that made it, until it has run out", arguments: Algorithm.allCases)
    func own(_ algorithm: Algorithm) throws {
        let signer = try signer(algorithm)
        let token = try signer.token(for: Example.claims(now: 1000, lifetime: 60)).compact
        #expect(try recognized(token, by: signer, now: 1000) == token)
        #expect(try recognized(token, by: signer, now: 1059) == token)
        #expect(try recognized(token, by: signer, now: 1060) == nil)
    }

    @Test(
        "is not recognized with a single character changed, added or missing",
        arguments: [
            Algorithm.hs256, .rs256,
        ])
    func altered(_ algorithm: Algorithm) throws {
        let signer = try signer(algorithm)
        let token = Array(try signer.token(for: Example.claims()).compact.utf8)
        for index in token.indices {
            var altered = token
            altered[index] = token[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(try recognized(String(decoding: altered, as: UTF8.self), by: signer) == nil, "\(index)")
        }
        let text = String(decoding: token, as: UTF8.self)
        for other in [text + "A", text + "=", text + ".", text + "\n", "." + text, String(text.dropLast())] {
            #expect(try recognized(other, by: signer) == nil, "\(other)")
        }
    }

    @Test(
        "is not recognized where it is none",
        arguments: [
            "", ".", "..", "a.b", "a.b.c", "a.b.c.d", "\r\nSet-Cookie: a=b", "é.é.é",
            // {"alg":"none"}, with a payload and no signature.
            "eyJhbGciOiJub25lIn0.eyJleHAiOjk5OTk5OTk5OTl9.",
        ])
    func none(_ text: String) throws {
        for algorithm in [Algorithm.hs256, .rs256] {
            #expect(try recognized(text, by: signer(algorithm)) == nil)
        }
        // A failed verification leaves nothing for the next failure on this thread.
        #expect(CryptoFailure.draining("looking").reasons.isEmpty)
    }

    @Test("is not recognized where another key or another algorithm made it")
    func foreign() throws {
        let token = try Example.signer(.hs256).token(for: Example.claims()).compact
        let other = String(Example.secret.reversed())
        #expect(try recognized(token, by: Example.signer(.hs256, secret: other)) == nil)
        #expect(try recognized(token, by: signer(.hs384)) == nil)
        #expect(try recognized(token, by: signer(.rs256)) == nil)
    }
}
