import Secrets
import Testing

@Suite struct HashingTests {
    @Test(
        "SHA-256 and MD5 are those of FIPS 180-4 and RFC 1321",
        arguments: [
            (
                "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "d41d8cd98f00b204e9800998ecf8427e"
            ),
            (
                "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "900150983cd24fb0d6963f7d28e17f72"
            ),
        ])
    func digests(message: String, sha256: String, md5: String) throws {
        #expect(Hexadecimal.encode(try Digest.sha256(Array(message.utf8))) == sha256)
        #expect(Hexadecimal.encode(try Digest.md5(Array(message.utf8))) == md5)
    }

    @Test(
        "HMAC with SHA-256 is that of RFC 4231",
        arguments: [
            (
                [UInt8](repeating: 0x0b, count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
        ])
    func hmac(key: [UInt8], message: String, code: String) throws {
        let made = try HMAC.sha256(Array(message.utf8), key: SecretBytes(copying: key))
        #expect(Hexadecimal.encode(made) == code)
    }

    @Test(
        "HMAC under a key that is kept is that of RFC 4231, however often and on however many threads it is used",
        arguments: [
            (
                32, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                48,
                "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6"
            ),
            (
                64,
                "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4"
                    + "be9d914eeb61f1702e696c203a126854"
            ),
        ])
    func keyed(size: Int, code: String) async throws {
        let key = try KeyedHMAC(SecretBytes(copying: [UInt8](repeating: 0x0b, count: 20)), size: size)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<50 {
                        #expect((try? key.code(of: Array("Hi There".utf8))).map(Hexadecimal.encode) == code)
                        _ = try? key.code(of: Array("something else".utf8))
                    }
                }
            }
        }
    }

    @Test("HMAC with a hash that there is none of says so")
    func noHash() {
        #expect(throws: CryptoFailure.self) { try KeyedHMAC(SecretBytes(copying: [1]), size: 31) }
        #expect(CryptoFailure.draining("nothing").reasons.isEmpty)
    }
}
