import Testing

@testable import Pages

@Suite struct RoomLabelTests {
    @Test(
        "A room's name is shown readable",
        arguments: [
            ("Réunion", "Réunion"), ("A+B", "A+B"), ("اجتماع", "اجتماع"), ("a\u{202E}b\u{2066}c", "abc"),
            ("a\u{0}b\r\nc\u{2028}d", "abcd"), ("", ""),
        ])
    func readable(_ raw: String, _ shown: String) { #expect(RoomLabel(room: raw).room == shown) }

    @Test("A long name ends with an ellipsis")
    func long() {
        #expect(RoomLabel(room: String(repeating: "ö", count: 120)).room.count == 120)
        let label = RoomLabel(
            room: String(repeating: "ö", count: 100_000), tenant: String(repeating: "x", count: 121))
        #expect(label.room == String(repeating: "ö", count: 120) + "…")
        #expect(label.tenant == String(repeating: "x", count: 120) + "…")
    }

    @Test("The direction of a name stays inside it, and an empty tenant is none")
    func markup() {
        #expect(
            RoomLabel(room: "a<b", tenant: "c&d").markup
                == "<strong><bdi>a&lt;b</bdi></strong> (<bdi>c&amp;d</bdi>)")
        #expect(RoomLabel(room: "a", tenant: "\u{0}").markup == "<strong><bdi>a</bdi></strong>")
    }
}
