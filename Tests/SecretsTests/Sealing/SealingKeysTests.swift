import Foundation
import Secrets
import TestSupport
import Testing

@Suite struct SealingKeysTests {
    /// A key file with the keys that these numbers stand for, in this order.
    static func file(_ numbers: UInt8...) -> String {
        numbers.map { Data((0..<32).map { $0 &* 7 &+ numbers[0] } + [$0]).base64EncodedString() }
            .joined(separator: "\n")
    }

    static func keys(_ file: String) throws -> SealingKeys {
        try SealingKeys(parsing: SecretBytes(copying: Array(file.utf8)))
    }

    private let keys: SealingKeys
    private let plaintexts = [
        [], [0], Array("uid=zoë,ou=people".utf8), [UInt8](repeating: 0xff, count: 4_096),
    ]

    init() throws { keys = try Self.keys(Self.file(1)) }

    @Test("What was sealed opens for the same purpose, and for no other")
    func purposes() throws {
        for plaintext in plaintexts {
            for sealed in [
                try keys.seal(plaintext, purpose: "session"),
                try keys.sealDeterministically(plaintext, purpose: "session"),
            ] {
                #expect(keys.open(sealed, purpose: "session") == plaintext)
                #expect(keys.open(sealed, purpose: "form") == nil)
                #expect(keys.open(sealed, purpose: "") == nil)
                #expect(keys.open(sealed, purpose: "session ") == nil)
                #expect(
                    sealed.utf8.allSatisfy { byte in
                        let character = Character(UnicodeScalar(byte))
                        return character.isASCII
                            && (character.isLetter || character.isNumber || "-_".contains(character))
                    })
            }
        }
    }

    @Test("Sealing is different each time, and the deterministic one always the same")
    func nonces() throws {
        let texts = try (0..<200).map { _ in try keys.seal([1, 2, 3], purpose: "p") }
        #expect(Set(texts).count == 200)
        let fixed = try (0..<200).map { _ in try keys.sealDeterministically([1, 2, 3], purpose: "p") }
        #expect(Set(fixed).count == 1)
        #expect(try keys.sealDeterministically([1, 2, 4], purpose: "p") != fixed[0])
        #expect(try keys.sealDeterministically([1, 2, 3], purpose: "q") != fixed[0])
    }

    @Test("A sealed text that is changed in any letter, cut short or made longer does not open")
    func tampering() throws {
        for sealed in [
            try keys.seal([7, 8, 9], purpose: "p"), try keys.sealDeterministically([7, 8, 9], purpose: "p"),
        ] {
            let letters = Array(sealed)
            for position in letters.indices {
                for letter in "Ab0-_=+/ \n%é" where letter != letters[position] {
                    var changed = letters
                    changed[position] = letter
                    #expect(keys.open(String(changed), purpose: "p") == nil)
                }
                #expect(keys.open(String(letters[..<position]), purpose: "p") == nil)
                #expect(keys.open(String(letters[position...].dropFirst()), purpose: "p") == nil)
            }
            for end in ["A", "AA", "AAAA", "=", "\0"] {
                #expect(keys.open(sealed + end, purpose: "p") == nil)
            }
        }
    }

    @Test("What is huge is refused, to be sealed and to be opened")
    func sizes() throws {
        let tooMuch = [UInt8](repeating: 0, count: SealingKeys.longestPlaintext + 1)
        #expect(throws: CryptoFailure.self) { try keys.seal(tooMuch, purpose: "p") }
        #expect(throws: CryptoFailure.self) { try keys.sealDeterministically(tooMuch, purpose: "p") }
        #expect(keys.open(String(repeating: "A", count: 50_000_000), purpose: "p") == nil)
        #expect(keys.open("", purpose: "p") == nil)
    }

    @Test("The first key seals, all of them open, and one that is gone opens nothing")
    func rotation() throws {
        let (old, new) = ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", Self.file(9))
        let before = try Self.keys(old)
        let during = try Self.keys(new + "\n" + old)
        let after = try Self.keys(new)
        for seal in [SealingKeys.seal, SealingKeys.sealDeterministically] {
            let first = try seal(before)([1], "p")
            let second = try seal(during)([2], "p")
            #expect(during.open(first, purpose: "p") == [1])
            #expect(after.open(first, purpose: "p") == nil)
            #expect(during.open(second, purpose: "p") == [2])
            #expect(after.open(second, purpose: "p") == [2])
            #expect(before.open(second, purpose: "p") == nil)
        }
    }

    @Test("Python's cryptography opens what is sealed here, by the words of the documentation")
    func python() throws {
        let key = try #require(Data(base64Encoded: Self.file(1)))
        let sealed = [
            try keys.seal(Array("Zoë".utf8), purpose: "session"),
            try keys.sealDeterministically(Array("Zoë".utf8), purpose: "session"),
        ]
        let script = """
            import base64, sys
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM
            from cryptography.hazmat.primitives.hashes import SHA256
            from cryptography.hazmat.primitives.hmac import HMAC
            from cryptography.hazmat.primitives.kdf.hkdf import HKDF
            key, *texts = sys.stdin.read().split()
            def derive(use, size=32, purpose=b"session"):
                info = b"jitsi-ldap-login\\0" + use + b"\\0" + purpose
                return HKDF(SHA256(), size, None, info).derive(bytes.fromhex(key))
            for text, use in zip(texts, [b"seal", b"seal deterministically"]):
                raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
                assert raw[0] == (1 if use == b"seal" else 2) and raw[1:5] == derive(b"id", 4, b"")
                plaintext = AESGCM(derive(use)).decrypt(raw[5:17], raw[17:], raw[:5])
                mac = HMAC(derive(b"nonce"), SHA256())
                mac.update(plaintext)
                assert (raw[5:17] == mac.finalize()[:12]) == (raw[0] == 2)
                print(plaintext.decode())
            """
        let output = try Command.output(
            ["/usr/bin/python3", "-c", script],
            input: ([Hexadecimal.encode(key)] + sealed).joined(separator: "\n"))
        #expect(output == "Zoë\nZoë\n")
    }
}
