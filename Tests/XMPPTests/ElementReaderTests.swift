import Testing

@testable import XMPP

@Suite("Reading XMPP's XML")
struct ElementReaderTests {
    private static func read(_ text: String) -> Element? { ElementReader.read(Array(text.utf8)) }

    @Test("reads elements, attributes, text and entities")
    func reads() throws {
        let element = try #require(
            Self.read(
                """
                <?xml version='1.0'?>
                <body xmlns="x" sid='a&amp;b'><p:a x='1'/> <b>t&#233;<c></c>&#x41;</b></body>
                """))
        #expect(element.name == "body" && element["sid"] == "a&b")
        #expect(element.child("a")?["x"] == "1")
        #expect(element.child("b")?.text == "téA" && element.child("b")?.child("c") != nil)
    }

    @Test("what it escapes comes back as it was")
    func escapes() {
        let text = "<a href='x'>\"&amp;</a>"
        #expect(Self.read("<x y='\(Element.escaped(text))'/>")?["y"] == text)
    }

    @Test(
        "refuses what XMPP does not allow, and what is broken",
        arguments: [
            "", "x", "<a>", "<a></b>", "<a><b></a></b>", "<a/><b/>", "<a b=c/>", "<a b='1/>",
            "<!DOCTYPE a><a/>",
            "<a><!-- c --></a>", "<a>&x;</a>", "<a>&#xD800;</a>", "<a>&amp</a>", "< a/>", "<a",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
        ])
    func refuses(text: String) { #expect(Self.read(text) == nil) }

    @Test("refuses more depth, and more elements, than an answer has")
    func bounded() {
        #expect(Self.read(String(repeating: "<a>", count: 31) + String(repeating: "</a>", count: 31)) != nil)
        #expect(Self.read(String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40)) == nil)
        #expect(Self.read("<a>" + String(repeating: "<b/>", count: 6_000) + "</a>") == nil)
    }
}
