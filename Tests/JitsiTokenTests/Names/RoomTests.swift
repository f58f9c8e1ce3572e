import JitsiToken
import Testing

@Suite struct RoomTests {
    private static let refusedRows: [(String, NameProblem)] = [
        ("", NameProblem.empty), ("%20", .empty), ("%20%C2%A0%E3%80%80", .empty), ("@", .empty),
        ("''", .empty),
        ("*", .empty), ("**", .empty), ("%2A", .wildcard), ("%2a", .wildcard), ("a%2Ab", .wildcard),
        ("%EF%BC%8A", .wildcard), (".", .dots), ("..", .dots), ("%2e%2E", .dots),
        ("%EF%BC%8E%EF%BC%8E", .dots),
        ("+..", .dots), ("%", .brokenEncoding), ("a%4", .brokenEncoding), ("a%zz", .brokenEncoding),
        ("%2+0", .brokenEncoding), ("%%32%30", .brokenEncoding), ("%e9", .notUTF8), ("%C0%AF", .notUTF8),
        ("%ED%A0%80", .notUTF8), ("%F8%88%80%80%80", .notUTF8), ("%C3", .notUTF8),
        ("%00", .controlCharacter),
        ("a%0d%0aSet-Cookie:x", .controlCharacter), ("%09", .controlCharacter),
        ("a%7F", .controlCharacter),
        ("a%C2%85b", .controlCharacter), ("a\u{1}", .controlCharacter), ("a%2Fb", .slash),
        ("a%5Cb", .slash),
        ("\\evil", .slash), ("%2f%2fevil", .slash), ("_login", .reserved),
        ("__jicofo-health-check1", .reserved),
        ("%5Fapi", .reserved), ("%EF%BC%BFx", .reserved), ("http-bind", .reserved),
        ("Config.js", .reserved),
        ("it%27s", .unusable), ("a%EF%BC%87", .unusable),
        (String(repeating: "x", count: 513), .tooLong(limit: 512)),
        (String(repeating: "x", count: 2000), .tooLong(limit: 512)),
        (String(repeating: "%CE%A3", count: 86), .tooLong(limit: 512)),
        (String(repeating: "+", count: 2000) + "x", .tooLong(limit: 512)),
        (String(repeating: "x", count: 100_000), .tooLong(limit: 512)),
    ]

    @Test("What cannot be a room's name is refused with its reason", arguments: refusedRows)
    func refused(_ segment: String, _ problem: NameProblem) {
        #expect(throws: problem) { try Room(segment: segment) }
    }

    private static let segmentRows: [(String, String)] = [
        ("Standup", "Standup"), ("A+B", "A+B"), ("R%c3%a9union", "R%C3%A9union"),
        ("R\u{e9}union", "R%C3%A9union"),
        ("a%20b", "a%20b"), ("a b", "ab"), ("%41%2b%28", "A%2B%28"), ("a:b", "ab"),
        ("a\"><script>", "ascript"),
        ("javascript:alert(1)", "javascriptalert(1)"), ("https:evil", "httpsevil"), ("@evil", "@evil"),
        ("%22%3E%3Cscript%3E", "%22%3E%3Cscript%3E"), ("a&b", "ab"), ("a%26b", "a%26b"),
        ("%252e%252e", "%252e%252e"),
        ("a%3Fb%23c", "a%3Fb%23c"),
    ]

    @Test(
        "The segment for the address is encoded anew, and keeps what the client skips and the web server takes",
        arguments: segmentRows)
    func segment(_ raw: String, _ segment: String) throws {
        let room = try Room(segment: raw)
        #expect(room.segment == segment)
        // What comes back from the address is the same room.
        #expect(try Room(segment: room.segment).safe == room.safe)
        #expect(try Room(segment: room.segment).segment == room.segment)
    }

    private static let readableRows: [(String, String)] = [
        ("R%C3%A9union", "R\u{e9}union"), ("A+B", "AB"), ("UPPER", "UPPER"), ("a%20b", "a b"),
        ("%20a%20", "a"),
        ("a%E2%80%AEb", "ab"), ("a%E2%80%A8b", "ab"), ("%E2%80%8F%E2%81%A6", "%E2%80%8F%E2%81%A6"),
        ("%3Cb%3E", "<b>"), ("%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB", "\u{1F469}\u{200D}\u{1F4BB}"),
        (String(repeating: "a", count: 250), String(repeating: "a", count: 200)),
        (String(repeating: "%61%CC%84", count: 70), String(repeating: "a\u{304}", count: 66)),
    ]

    @Test("People read the decoded name, without what hides or turns text around", arguments: readableRows)
    func readable(_ segment: String, _ readable: String) throws {
        let shown = try #require(try? Room(segment: segment).readable)
        #expect(shown == readable)
        #expect(shown.utf8.count <= 200)
    }

    private static let decodedRows: [(String, String)] = [
        ("Team A", "team%20a"), ("  Team A ", "team%20a"), ("C++", "c%2b%2b"),
        ("R\u{e9}union", "r%c3%a9union"),
        ("Physics: \"Light\" & Co?", "physics%20light%20%20co"), ("100%", "100%25"), ("a%2Bb", "a%252bb"),
        ("it's", "its"), ("(x)", "(x)"),
    ]

    @Test("A decoded name is taken as it is, but for what opens no room", arguments: decodedRows)
    func decoded(_ name: String, _ safe: String) throws {
        #expect(try Room(decoded: name).safe == safe)
    }

    private static let decodedRefusedRows: [(String, NameProblem)] = [
        ("", NameProblem.empty), (" ", .empty), ("?", .empty), ("*", .wildcard), ("..", .dots),
        ("a/b", .slash),
        ("https://meet.example.org/Room", .slash), ("a\u{0}b", .controlCharacter),
        ("a\r\nb", .controlCharacter),
        ("_login", .reserved),
    ]

    @Test("A decoded name is refused for the same reasons", arguments: decodedRefusedRows)
    func decodedRefused(_ name: String, _ problem: NameProblem) {
        #expect(throws: problem) { try Room(decoded: name) }
    }

    @Test("Two ways to write a name are one room")
    func equality() throws {
        #expect(try Room(segment: "R%C3%89UNION") == Room(segment: "re%CC%81union"))
        #expect(try Room(segment: "A+B") == Room(segment: "ab"))
        #expect(try Set([Room(segment: "A"), Room(segment: "a")]).count == 1)
        #expect(try Room(segment: "a") != Room(segment: "b"))
    }
}
