import JitsiToken
import Testing

@Suite struct MeetingAddressTests {
    private static let targetRows: [(String, String)] = [
        ("/Standup", "/Standup"), ("/tenant/Room?lang=de&x=1", "/tenant/Room?lang=de&x=1"),
        ("/Room?", "/Room"), ("/Room?jwt=a.b.c", "/Room"),
        ("/Room?lang=de&jwt=a.b.c&x=%C3%A9", "/Room?lang=de&x=%C3%A9"),
        ("/Room?JWT=a", "/Room"), ("/Room?%6awt=a&b", "/Room?b"), ("/Room?j%77T=a", "/Room"),
        ("/Room?jwt", "/Room"),
        ("/Room?jwt=a&jwt=b&a=jwt", "/Room?a=jwt"), ("/Room?+jwt=a", "/Room"),
        ("/Room?%00jwt=a", "/Room"),
        ("/Room?jwt2=a&ajwt=b", "/Room?jwt2=a&ajwt=b"), ("/Room?a=%zz&b=%", "/Room?a=%zz&b=%"),
        ("/Room?a=b?c/d:@", "/Room?a=b?c/d:@"),
        ("/Room?a=\"<>\\ \u{e9}", "/Room?a=%22%3C%3E%5C%20%C3%A9"),
        ("/Room?a=%0d%0aSet-Cookie:x", "/Room?a=%0d%0aSet-Cookie:x"), ("/A+B?a+b", "/A+B?a+b"),
        ("/r%c3%a9union", "/r%C3%A9union"), ("/Room?&&a", "/Room?&&a"),
    ]

    @Test("Path and query come back as they came, without a token", arguments: targetRows)
    func target(_ target: String, _ expected: String) throws {
        let address = try MeetingAddress(target: target)
        #expect(address.target == expected)
        #expect(address.loginPath == "/_login/to" + expected)
        #expect(try MeetingAddress(target: address.target) == address)
    }

    private static let refusedRows: [(String, AddressProblem)] = [
        ("", AddressProblem.noRoom), ("/", .noRoom), ("/?room=x", .noRoom), ("/tenant/", .noRoom),
        ("Room", .notAPath), ("https://evil/Room", .notAPath), ("@evil", .notAPath),
        ("\\evil", .notAPath),
        ("//evil", .ambiguousPath), ("///evil", .ambiguousPath), ("/a/b/c", .ambiguousPath),
        ("//evil/Room", .ambiguousPath), ("/a//b", .ambiguousPath),
        ("/%09/evil", .tenant(.controlCharacter)),
        ("/\\evil", .room(.slash)), ("/%2f%2fevil", .room(.slash)), ("/%5cevil", .room(.slash)),
        ("/..", .room(.dots)), ("/../Room", .tenant(.dots)), ("/%2e%2e/Room", .tenant(.dots)),
        ("/*", .room(.empty)), ("/%2A", .room(.wildcard)), ("/%2A/Room", .tenant(.wildcard)),
        ("/_login/to", .tenant(.reserved)), ("/Room#x", .fragment), ("/Room?a#b", .fragment),
        ("/Room?a\r\nSet-Cookie:x", .controlCharacter), ("/Room?a\u{7F}", .controlCharacter),
        ("/Room%0d%0aSet-Cookie:x", .room(.controlCharacter)), ("/%zz", .room(.brokenEncoding)),
        ("/static/close.html", .tenant(.reserved)),
        ("/" + String(repeating: "r", count: 2000), .room(.tooLong(limit: 512))),
        ("/Room?" + String(repeating: "x", count: 1025), .queryTooLong(limit: 1024)),
        ("/Room?" + String(repeating: "x", count: 100_000), .queryTooLong(limit: 1024)),
        ("/Room?" + String(repeating: "\u{e9}", count: 400), .queryTooLong(limit: 1024)),
    ]

    @Test("What is not the address of a meeting is refused with its reason", arguments: refusedRows)
    func refused(_ target: String, _ problem: AddressProblem) {
        #expect(throws: problem) { try MeetingAddress(target: target) }
    }

    @Test("Room and tenant can be named by decoded fields")
    func fields() throws {
        #expect(try MeetingAddress(room: "Team A").target == "/Team%20A")
        #expect(try MeetingAddress(room: "R\u{e9}union", tenant: "School").target == "/School/R%C3%A9union")
        #expect(try MeetingAddress(room: "x", tenant: " ").tenant == nil)
        #expect(throws: AddressProblem.noRoom) { try MeetingAddress(room: " ", tenant: "a") }
        #expect(throws: AddressProblem.room(.slash)) { try MeetingAddress(room: "//evil.example") }
        #expect(throws: AddressProblem.tenant(.hyphen)) { try MeetingAddress(room: "a", tenant: "-a") }
    }

    @Test("The token stands in the query, behind what was there")
    func carrying() throws {
        let meet = try MeetURL(parsing: "https://meet.example.org:8443")
        let token = try Example.signer().token(for: Example.claims())
        #expect(
            try MeetingAddress(target: "/t/Room?lang=de").address(at: meet, carrying: token)
                == "https://meet.example.org:8443/t/Room?lang=de&jwt=\(token.compact)")
        #expect(
            try MeetingAddress(target: "/Room?jwt=old").address(at: meet, carrying: token)
                == "https://meet.example.org:8443/Room?jwt=\(token.compact)")
    }
}
