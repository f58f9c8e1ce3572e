import Testing

@testable import jitsi_ldap_login

@Suite("A line of the log")
struct LogLineTests {
    @Test("has priority, event and pairs, and ends with a newline")
    func shape() {
        let line = LogLine.text(priority: 6, event: "login", pairs: [("room", "standup"), ("ms", "4")])
        #expect(line == "<6>login room=standup ms=4\n")
    }

    @Test(
        "quotes what could be mistaken, and lets no character begin a new line or turn the direction",
        arguments: [
            ("plain", "plain"), ("", "\"\""), ("two words", "\"two words\""), ("uid=a", "\"uid=a\""),
            ("say \"hi\"", #""say \"hi\"""#), ("back\\slash", #""back\\slash""#), ("a\nb", #""a\nb""#),
            ("a\r\nforged", #""a\u{d}\nforged""#), ("\u{1B}[2J", #""\u{1b}[2J""#),
            ("\u{202E}x", #""\u{202e}x""#),
            ("\u{2028}", #""\u{2028}""#), ("Zoë", "Zoë"), ("\0", #""\u{0}""#),
        ])
    func quoting(value: String, expected: String) {
        #expect(LogLine.quotedIfNeeded(value) == expected)
    }

    @Test(
        "cuts long values and says so, also those of one character with 5,000 accents",
        arguments: ["x", "\u{301}"])
    func length(text: String) {
        let value = "x" + String(repeating: text, count: 5000)
        let line = LogLine.text(priority: 4, event: "e", pairs: [("v", value)])
        #expect(line.unicodeScalars.count < 1100)
        #expect(line.contains("…"))
    }
}
