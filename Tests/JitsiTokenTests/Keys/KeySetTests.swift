import Foundation
import JitsiToken
import TestSupport
import Testing

/// The list of keys, as PyJWT reads it: a JWK Set by a program that is not ours.
@Suite struct KeySetTests {
    private static let verify = """
        import json, jwt, sys
        text, token = json.load(sys.stdin)
        keys = jwt.PyJWKSet.from_dict(json.loads(text))
        kid = jwt.get_unverified_header(token)["kid"]
        key = [key for key in keys.keys if key.key_id == kid][0]
        try:
            claims = jwt.decode(token, key.key, algorithms=[key._jwk_data["alg"]],
                                audience="meet")
            print(claims["room"], key.public_key_use)
        except jwt.PyJWTError as error:
            print(type(error).__name__)
        """

    private static func run(_ script: String, _ input: [String]) throws -> String {
        let text = String(decoding: try JSONSerialization.data(withJSONObject: input), as: UTF8.self)
        return String(try Command.output(["/usr/bin/python3", "-c", script], input: text).dropLast())
    }

    private static func published(_ key: RSAKey, _ id: String) throws -> PublishedKey {
        try PublishedKey(id: id, key: PublicKey(pem: Array(key.publicPEM.utf8)))
    }

    @Test(
        "PyJWT checks tokens of every key in the list, by its kid",
        arguments: [Algorithm.rs256, .rs384, .rs512])
    func pyJWT(_ algorithm: Algorithm) throws {
        let (old, new) = (try RSAKey(), try RSAKey(bits: 3072))
        let set = KeySet(
            [try Self.published(new, "new \"1\""), try Self.published(old, "schlüssel")], algorithm: algorithm
        )
        let text = String(decoding: set.json, as: UTF8.self)
        for (key, id, expected) in [
            (new, "new \"1\"", "standup sig"), (old, "schlüssel", "standup sig"),
            (old, "new \"1\"", "InvalidSignatureError"),
        ] {
            let signer = try Signer(privateKey: key.secret, algorithm: algorithm, keyID: id)
            let token = try signer.token(for: Example.claims()).compact
            #expect(try Self.run(Self.verify, [text, token]) == expected, "\(id)")
        }
    }

    @Test("The numbers are those of RFC 7517, appendix A.1, for the key that stands there")
    func vector() throws {
        let n = """
            0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknj\
            hMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQ\
            vRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzK\
            nqDKgw
            """
        let pem = try Self.run(
            """
            import json, sys
            from jwt.algorithms import RSAAlgorithm
            from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
            key = RSAAlgorithm.from_jwk(json.dumps({"kty": "RSA", "n": json.load(sys.stdin)[0], "e": "AQAB"}))
            print(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())
            """, [n])
        let key = try PublishedKey(id: "2011-04-29", key: PublicKey(pem: Array(pem.utf8)))
        #expect(
            String(decoding: KeySet([key], algorithm: .rs256).json, as: UTF8.self)
                == #"{"keys":[{"kty":"RSA","kid":"2011-04-29","alg":"RS256","use":"sig","n":"\#(n)","e":"AQAB"}]}"#
        )
    }
}
