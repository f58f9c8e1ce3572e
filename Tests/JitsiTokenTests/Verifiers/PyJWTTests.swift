import Foundation
import JitsiToken
import TestSupport
import Testing

/// PyJWT, by Debian's python3-jwt, as a verifier that is not ours.
@Suite struct PyJWTTests {
    private static let script = """
        import json, jwt, sys
        key, algorithm, token = json.load(sys.stdin)
        try:
            claims = jwt.decode(token, key, algorithms=[algorithm], audience="meet", issuer="meet",
                                options={"require": ["exp", "iat", "nbf", "iss", "aud", "sub"]})
            print(json.dumps([jwt.get_unverified_header(token), claims]))
        except jwt.PyJWTError as error:
            print(json.dumps(type(error).__name__))
        """

    private func verdict(_ token: String, key: String, _ algorithm: Algorithm) throws -> Any {
        let input = try JSONSerialization.data(withJSONObject: [key, algorithm.rawValue, token])
        let output = try Command.output(
            ["/usr/bin/python3", "-c", Self.script], input: String(decoding: input, as: UTF8.self))
        return try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed)
    }

    @Test("PyJWT accepts tokens by shared secret", arguments: [Algorithm.hs256, .hs384, .hs512])
    func sharedSecret(_ algorithm: Algorithm) throws {
        let token = try Example.signer(algorithm).token(for: Example.claims()).compact
        let answer = try #require(
            verdict(token, key: Example.secret, algorithm) as? [[String: Any]])
        #expect(answer[0] as? [String: String] == ["typ": "JWT", "alg": algorithm.rawValue])
        #expect(answer[1]["room"] as? String == "standup")
        #expect(answer[1]["sub"] as? String == "meet.example.org")
    }

    @Test("PyJWT accepts tokens by RSA key", arguments: [Algorithm.rs256, .rs384, .rs512])
    func rsa(_ algorithm: Algorithm) throws {
        let key = try RSAKey()
        let signer = try Signer(privateKey: key.secret, algorithm: algorithm, keyID: "login-2026")
        let token = try signer.token(for: Example.claims()).compact
        let answer = try #require(verdict(token, key: key.publicPEM, algorithm) as? [[String: Any]])
        #expect(
            answer[0] as? [String: String] == ["typ": "JWT", "alg": algorithm.rawValue, "kid": "login-2026"])
        #expect(try verdict(token, key: RSAKey().publicPEM, algorithm) as? String == "InvalidSignatureError")
    }

    @Test("A single flipped bit in the signature is rejected, and so is one in the payload")
    func flippedBit() throws {
        let token = Array(try Example.signer().token(for: Example.claims()).compact.utf8)
        let lastDot = try #require(token.lastIndex(of: UInt8(ascii: ".")))
        for position in [lastDot - 20, lastDot + 1, lastDot + 20] {
            var tampered = token
            tampered[position] =
                tampered[position] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            let answer = try verdict(String(decoding: tampered, as: UTF8.self), key: Example.secret, .hs256)
            #expect(answer as? String == "InvalidSignatureError" || answer as? String == "DecodeError")
        }
    }

    @Test("A token is over after its lifetime, and not valid before its time")
    func times() throws {
        let signer = try Example.signer()
        let over = try signer.token(for: Example.claims(now: currentTime() - 7200)).compact
        #expect(try verdict(over, key: Example.secret, .hs256) as? String == "ExpiredSignatureError")
        let future = try signer.token(for: Example.claims(now: currentTime() + 600)).compact
        #expect(try verdict(future, key: Example.secret, .hs256) as? String == "ImmatureSignatureError")
    }

    @Test("PyJWT reads a hostile name back as it was meant")
    func hostileName() throws {
        let user = try User(id: "7", name: "\"\\/ </script> \u{2028}\u{0}\u{85}\u{202E}Ren\u{e9} \u{1F600}")
        let token = try Example.signer().token(for: Example.claims(user: user)).compact
        let answer = try #require(verdict(token, key: Example.secret, .hs256) as? [[String: Any]])
        let context = try #require(answer[1]["context"] as? [String: [String: Any]])
        #expect(context["user"]?["name"] as? String == "\"\\/ </script> Ren\u{e9} \u{1F600}")
        #expect(context["user"]?["id"] as? String == "7")
    }
}
