import Testing

@testable import LDAP

@Suite("Words of others for the log")
struct TextTests {
    @Test(
        "They hold no line break and no character that reorders, and are not endless",
        arguments: [
            ("plain", "plain"), ("a\r\nb", "a b"), ("a\0", "a"), ("\u{1B}[31mred", "[31mred"),
            ("a\u{202E}b", "a b"),
            ("a\u{2028}b", "a b"), ("Grüße", "Grüße"),
            (String(repeating: "x", count: 9999), String(repeating: "x", count: 400) + "…"),
        ])
    func presentableText(text: String, shown: String) {
        #expect(presentable(text) == shown)
    }

    @Test("A deadline far away neither overflows nor passes, and one in the past has passed")
    func deadlines() {
        #expect(!Deadline(in: .seconds(Int64.max / 4)).hasPassed)
        #expect(Deadline(in: .seconds(-1)).hasPassed)
        #expect(Deadline(in: .seconds(-1)).remaining == .zero)
        #expect(Deadline(in: .milliseconds(1500)).milliseconds > 1000)
    }
}
