import Secrets
import Testing

@Suite("Base 64 with the URL-safe alphabet")
struct Base64Tests {
    @Test(
        "RFC 4648, section 10, without padding",
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"), ("\u{FFFF}~~", "77-_fn4"),
        ])
    func vectors(plain: String, encoded: String) {
        #expect(String(decoding: Base64.encodeURLSafe(plain.utf8), as: UTF8.self) == encoded)
        #expect(Base64.decodeURLSafe(encoded.utf8) == Array(plain.utf8))
    }

    @Test("Bytes of every length come back as they were", arguments: 0..<20)
    func lengths(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 89 + 7) }
        #expect(Base64.decodeURLSafe(Base64.encodeURLSafe(bytes)) == bytes)
    }

    @Test("Every letter stands for its value, at every place")
    func letters() {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        for first in 0..<64 {
            for second in 0..<64 {
                let bits = first << 18 | second << 12 | (63 - first) << 6 | (63 - second)
                let bytes = [UInt8(bits >> 16), UInt8(bits >> 8 & 255), UInt8(bits & 255)]
                let text = [alphabet[first], alphabet[second], alphabet[63 - first], alphabet[63 - second]]
                #expect(Base64.encodeURLSafe(bytes) == text)
                #expect(Base64.decodeURLSafe(text) == bytes)
            }
        }
    }

    @Test("Bytes that do not lie together are the same")
    func apart() {
        let bytes = Array("any carnal pleas".utf8)
        #expect(Base64.encodeURLSafe(bytes.lazy.map { $0 }) == Base64.encodeURLSafe(bytes))
        let text = Base64.encodeURLSafe(bytes)
        #expect(Base64.decodeURLSafe(text.lazy.map { $0 }) == bytes)
    }

    @Test(
        "No second text stands for some bytes: no digit too few, no bits left over, no padding, no other alphabet",
        arguments: ["A", "AAAAA", "AB", "AAB", "AA==", "+/+/", "A A"])
    func oneText(text: String) {
        #expect(Base64.decodeURLSafe(text.utf8) == nil)
    }
}
