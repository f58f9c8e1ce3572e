import Testing

@testable import Pages

@Suite struct NonceTests {
    @Test(
        "What Jitsi's client makes is a nonce",
        arguments: [
            String(repeating: "0123456789abcdef", count: 4), "ABCDEFGHIJKLMNOP",
            String(repeating: "a-_Z", count: 32),
        ])
    func accepted(_ text: String) { #expect(Nonce(text)?.text == text) }

    @Test(
        "Anything that is short, long or of other characters is none",
        arguments: [
            "", "0123456789abcde", String(repeating: "a", count: 129), "0123456789abcdef\"",
            "0123456789abcde<",
            "0123456789 abcdef", "0123456789abcdefé", "0123456789abcdef\n", "0123456789abcde%22",
        ])
    func refused(_ text: String) { #expect(Nonce(text) == nil) }
}
