import Testing

@testable import Pages

@Suite struct MarkupTests {
    @Test(
        "Text means itself, whatever it holds",
        arguments: [
            ("plain", "plain"), ("a & b", "a &amp; b"),
            ("\"><script>alert(1)</script>", "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("it's", "it&#39;s"), ("&amp;", "&amp;amp;"), ("Réunion 😀", "Réunion 😀"), ("a\tb\nc", "a\tb\nc"),
            ("a\u{0}b\u{1}c\u{7F}\r", "a\u{FFFD}b\u{FFFD}c\u{FFFD}\u{FFFD}"),
        ])
    func text(_ raw: String, _ escaped: String) {
        let markup: Markup = "<p>\(raw)</p>"
        #expect(String(decoding: markup.bytes, as: UTF8.self) == "<p>\(escaped)</p>")
        let attribute: Markup = "<input \(.value(raw))/>"
        #expect(String(decoding: attribute.bytes, as: UTF8.self) == "<input value=\"\(escaped)\"/>")
    }

    @Test("Markup set in markup is not escaped twice")
    func nested() {
        let inner: Markup = "<b>\("1 < 2")</b>"
        let outer: Markup = "<p>\(inner)</p>"
        #expect(outer == "<p><b>1 &lt; 2</b></p>")
    }

    @Test("A template's holes are filled, and nothing that is escaped can be taken for a hole")
    func template() {
        let template = Template("<p>\(hole: .lead)</p>\("\u{1}\u{2}\u{3}")<i>\(hole: .userName)</i>")
        let filled = template.filled { hole in hole == .lead ? "<b>R</b>" : Markup(text: "a<b") }
        #expect(
            String(decoding: filled, as: UTF8.self)
                == "<p><b>R</b></p>\u{FFFD}\u{FFFD}\u{FFFD}<i>a&lt;b</i>")
    }
}
