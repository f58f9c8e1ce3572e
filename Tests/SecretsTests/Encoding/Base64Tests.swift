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

    @Test(
        "No second text stands for some bytes: no digit too few, no bits left over, no padding, no other alphabet",
        arguments: ["A", "AAAAA", "AB", "AAB", "AA==", "+/+/", "A A"])
    func oneText(text: String) {
        #expect(Base64.decodeURLSafe(text.utf8) == nil)
    }
}
