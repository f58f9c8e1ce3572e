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
            ("\u{2028}", #""\u{2028}""#), ("Zoë", "Zoë"), ("\0", #""\u{0}""#), ("\u{7F}", #""\u{7f}""#),
            ("uid=Zoë", #""uid=Zoë""#), (#"a"=b"#, #""a\"=b""#), (#"\ "#, #""\\ ""#),
        ])
    func quoting(value: String, expected: String) {
        #expect(LogLine.quotedIfNeeded(value) == expected)
    }

    @Test("lets all that shows stand as it is, and nothing else, wherever it stands in a value")
    func everyCharacter() {
        for scalar in (0...0x2FFF).compactMap(Unicode.Scalar.init) {
            let shown: String =
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                    scalar == "\n" ? "\\n" : "\\u{\(String(scalar.value, radix: 16))}"
                default: "\"\\".unicodeScalars.contains(scalar) ? "\\\(scalar)" : "\(scalar)"
                }
            let isQuoted = shown != "\(scalar)" || scalar == " " || scalar == "="
            let quote = isQuoted ? "\"" : ""
            #expect(LogLine.quotedIfNeeded("a\(scalar)b") == "\(quote)a\(shown)b\(quote)")
            #expect(LogLine.quotedIfNeeded("\(scalar)") == "\(quote)\(shown)\(quote)")
            #expect(LogLine.quotedIfNeeded("a=\(scalar)") == "\"a=\(shown)\"")
            // An event is not in quotes.
            let inEvent = shown.count == 2 && shown != "\\n" ? "\(scalar)" : shown
            #expect(LogLine.printable("an event\(scalar)") == "an event\(inEvent)")
        }
    }

    @Test("is as long as may be without being cut", arguments: ["x", "=", "ë", "\\"])
    func longest(text: String) {
        let value = String(repeating: text, count: LogLine.longestValue)
        #expect(!LogLine.quotedIfNeeded(value).contains("…"))
        #expect(LogLine.quotedIfNeeded(value + text).contains("…"))
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
