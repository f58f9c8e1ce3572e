import Foundation
import TestSupport
import Testing

@Suite("A room, a tenant or a state as bad input")
struct RoomTests {
    private static let site = Result { try MeetSite() }

    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        /// As it stands in the address.
        let sent: String
        let end: End
        var testDescription: String { what }

        /// How a login there ends.
        enum End: Sendable {
            /// In the room: the address after the host, up to the token.
            case room(String)
            /// On the page that says so, with this reason in the log.
            case refused(String)
            /// With this status, and nothing in the log.
            case status(Int)
        }

        init(_ what: String, _ sent: String, _ end: End) {
            self.what = what
            self.sent = sent
            self.end = end
        }
    }

    private static let ambiguous = Row.End.refused("the address is not /room or /tenant/room")
    private static let slash = Row.End.refused("room: the name has a slash or a backslash")
    private static let dots = Row.End.refused("room: the name is . or .., which browsers take for folders")
    private static let star = Row.End.refused(
        "room: the name has a *, which in a token stands for every name")
    private static let control = Row.End.refused("room: the name has a control character")
    private static let broken = Row.End.refused(
        "room: the name has a % that is not followed by two hexadecimal digits")
    private static let encoding = Row.End.refused("room: the name is not UTF-8")
    private static let long = Row.End.refused(
        "room: the name is too long: at most 512 bytes, percent-encoded")

    /// Behind `/_login/to/`. What Jitsi's client takes out of a name is out of it.
    static let paths = [
        Row("//evil", "/evil.example", ambiguous),
        Row(
            "/\\evil", "\\evil.example",
            .refused(
                "room: the name has a slash or a backslash")),
        Row("/%09/evil", "%09/evil.example", .refused("tenant: the name has a control character")),
        Row("%2f%2f", "%2f%2fevil.example", slash),
        Row("https:evil", "https:evil.example", .room("/httpsevil.example?")),
        Row("https://evil", "https://evil.example", ambiguous),
        Row("@evil", "@evil.example", .room("/@evil.example?")),
        Row("javascript:", "javascript:alert(1)", .room("/javascriptalert(1)?")),
        Row("..", "..", dots), Row("%2e%2e", "%2e%2e", dots), Row("../..", "../../x", .status(405)),
        Row(
            ".. as a tenant", "../R", .refused("tenant: the name is . or .., which browsers take for folders")
        ),
        Row("?jwt=", "R?jwt=x", .room("/R?")),
        Row("?jwt= among others, in two cases", "R?x=1&jwt=x&JWT=y", .room("/R?x=1&")),
        Row("?jwt=, encoded", "R?%6Awt=x", .room("/R?")), Row("#", "R#x", .refused("the address has a #")),
        Row("#, encoded", "R%23x", .room("/R%23x?")),
        Row("*", "*", .refused("room: the name is empty")), Row("*, encoded", "%2A", star),
        Row("a*", "a*", .room("/a*?")),
        Row("* as a tenant", "*/R", .refused("tenant: the name is empty")),
        Row("\"><script>", "\"><script>", .room("/script?")),
        Row("\"><script>, encoded", "%22%3E%3Cscript%3E", .room("/%22%3E%3Cscript%3E?")),
        Row("%0d%0aSet-Cookie:", "R%0d%0aSet-Cookie:%20x=1", control), Row("NUL", "R%00", .status(400)),
        Row("slashes, twice encoded", "%252f%252fevil", .room("/%252f%252fevil?")),
        Row("dots, twice encoded", "%252e%252e", .room("/%252e%252e?")),
        Row("CR and LF, twice encoded", "R%250d%250aSet-Cookie:x", .room("/R%250d%250aSet-Cookiex?")),
        Row("empty", "", .status(400)), Row("a space", "%20", .refused("room: the name is empty")),
        Row("2,000 characters", String(repeating: "r", count: 2000), long),
        Row("1,000 letters with accents", String(repeating: "%C3%A9", count: 1000), long),
        Row(
            "a tenant of 2,000", String(repeating: "t", count: 2000) + "/R",
            .refused("tenant: the name is too long")),
        Row("non-ASCII", "R%C3%A9union", .room("/R%C3%A9union?")),
        Row("non-ASCII, not encoded", "Réunion", .room("/R%C3%A9union?")),
        Row("bytes that are not UTF-8", "%ff%fe", encoding), Row("an overlong slash", "%c0%af", encoding),
        Row("a broken encoding", "%zz", .status(400)), Row("a % at the end", "R%", .status(400)),
        Row("half an encoding at the end", "R%4", .status(400)), Row("three segments", "a/b/c", ambiguous),
        Row("an address of ours", "_login", .refused("room: the name is reserved by Jitsi Meet")),
    ]

    @Test("in the path of the address leads into that room of ours or nowhere", arguments: paths)
    func path(row: Row) throws { try expect(row, at: "/_login/to/" + row.sent) }

    /// Behind `/_login?room=`.
    static let names = [
        Row("//evil", "//evil.example", slash), Row("/\\evil", "/\\evil.example", slash),
        Row("/%09/evil", "/%09/evil.example", .refused("the field room holds control characters")),
        Row("%2f%2f", "%2f%2fevil.example", slash),
        Row("https:evil", "https:evil.example", .room("/httpsevil.example?")),
        Row("https://evil", "https://evil.example", slash),
        Row("@evil", "@evil.example", .room("/%40evil.example?")),
        Row("javascript:", "javascript:alert(1)", .room("/javascriptalert%281%29?")),
        Row("..", "..", dots), Row("%2e%2e", "%2e%2e", dots), Row("?jwt=", "R?jwt=x", .room("/Rjwt%3Dx?")),
        Row("another jwt", "R&jwt=x", .room("/R?")), Row("#", "R%23x", .room("/R%23x?")), Row("*", "*", star),
        Row("*, encoded", "%2A", star),
        Row("\"><script>", "%22%3E%3Cscript%3E", .room("/%3E%3Cscript%3E?")),
        Row("%0d%0aSet-Cookie:", "R%0d%0aSet-Cookie:x", .refused("the field room holds control characters")),
        Row("slashes, twice encoded", "%252f%252fevil", .room("/%252f%252fevil?")),
        Row("empty", "", .status(400)), Row("a space", "%20", .status(400)),
        Row("2,000 characters", String(repeating: "r", count: 2000), long),
        Row("2,001 characters", String(repeating: "r", count: 2001), .refused("the field room is too long")),
        Row("non-ASCII", "R%C3%A9union", .room("/R%C3%A9union?")),
        Row("bytes that are not UTF-8", "%ff", .refused("the field room is not UTF-8")),
        Row("a broken encoding", "%zz", .refused("a % is not followed by two hexadecimal digits")),
        Row("twice", "R&room=S", .refused("a field stands there twice")),
    ]

    @Test("in a link leads into that room of ours or nowhere", arguments: names)
    func name(row: Row) throws { try expect(row, at: "/_login?room=" + row.sent) }

    private static let impossible = Row.End.refused(
        "tenant: the name has a character that is not possible in an XMPP address")
    private static let tenantSlash = Row.End.refused("tenant: the name has a slash or a backslash")

    /// Behind `/_login?room=R&tenant=`.
    static let tenants = [
        Row("//evil", "//evil.example", tenantSlash), Row("/\\evil", "/\\evil.example", tenantSlash),
        Row("/%09/evil", "/%09/evil.example", .refused("the field tenant holds control characters")),
        Row("%2f%2f", "%2f%2fevil.example", tenantSlash), Row("https:evil", "https:evil.example", impossible),
        Row("@evil", "@evil.example", impossible), Row("javascript:", "javascript:alert(1)", impossible),
        Row("..", "..", .refused("tenant: the name is . or ..")), Row("?jwt=", "t?jwt=x", impossible),
        Row("#", "t%23x", impossible),
        Row("*", "*", .refused("tenant: the name has a *")),
        Row("\"><script>", "%22%3E%3Cscript%3E", impossible),
        Row(
            "%0d%0aSet-Cookie:", "t%0d%0aSet-Cookie:x", .refused("the field tenant holds control characters")),
        Row("slashes, twice encoded", "%252f%252fevil", impossible), Row("empty", "", .room("/R?")),
        Row("a space", "%20", .room("/R?")),
        Row(
            "2,000 characters", String(repeating: "t", count: 2000), .refused("tenant: the name is too long")),
        Row("non-ASCII", "Lyc%C3%A9e", .room("/Lyc%C3%A9e/R?")),
        Row("bytes that are not UTF-8", "%ff", .refused("the field tenant is not UTF-8")),
        Row("a broken encoding", "%zz", .refused("a % is not followed by two hexadecimal digits")),
        Row("a hyphen at the end", "t-", .refused("tenant: the tenant begins or ends with a hyphen")),
    ]

    @Test("as a tenant leads into a room of that tenant or nowhere", arguments: tenants)
    func tenant(row: Row) throws { try expect(row, at: "/_login?room=R&tenant=" + row.sent) }

    private static let nested = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)

    /// Jitsi's state of a login into Standup, before it is percent-encoded.
    static let states = [
        Row("no JSON", "x", .refused("the state is not JSON, from byte 0 on")),
        Row("JSON cut short", "{\"room\":\"Standup\"", .refused("the state is not JSON")),
        Row("percent-encoded once more", "%7B%7D", .refused("the state is not JSON, from byte 0 on")),
        Row("a list", "[]", .refused("the state is not a JSON object")),
        Row("null", "null", .refused("the state is not a JSON object")),
        Row("a number", "7", .refused("the state is not a JSON object")),
        Row(
            "deep", "{\"x\":[[[[[[[[1]]]]]]]]}", .refused("the state is nested too deeply: at most 8 levels")),
        Row("300 deep", "{\"x\":\(nested)}", .refused("the state is nested too deeply: at most 8 levels")),
        Row(
            "a key twice", "{\"room\":\"Standup\",\"room\":\"Standup\"}",
            .refused("the state has a member twice")),
        Row("an override twice", "{\"config.a\":1,\"config.a\":2}", .refused("the state has a member twice")),
        Row("a room that is a number", "{\"room\":7}", .refused("the state's room is of the wrong type")),
        Row(
            "a room that is a list", "{\"room\":[\"Standup\"]}",
            .refused("the state's room is of the wrong type")),
        Row(
            "a tenant that is true", "{\"tenant\":true}", .refused("the state's tenant is of the wrong type")),
        Row("an app that is a text", "{\"ios\":\"true\"}", .refused("the state's ios is of the wrong type")),
        Row("two apps", "{\"ios\":true,\"android\":true}", .refused("the state names more than one app")),
        Row(
            "another room", "{\"room\":\"Other\"}",
            .refused("the state and the parameters name different rooms")),
        Row("//evil as a room", "{\"room\":\"//evil.example\"}", ambiguous),
        Row("//evil as a tenant", "{\"room\":\"Standup\",\"tenant\":\"//evil.example\"}", ambiguous),
        Row("?jwt= in a room", "{\"room\":\"Standup?jwt=x\"}", ambiguous),
        Row("# in a room", "{\"room\":\"Standup#x\"}", ambiguous),
        Row("* as a room", "{\"room\":\"*\"}", .refused("room: the name is empty")),
        Row(".. as a room", "{\"room\":\"..\"}", dots),
        Row("a line break in a room", "{\"room\":\"a%0ab\"}", control),
        Row(
            "keys that are no overrides",
            "{\"jwt\":\"x\",\"configx.a\":1,\"config.a&jwt\":\"x\",\"config.__proto__\":{\"a\":1},\"userInfo.email\":\"x\",\"config\":1,\"config.a#\":1}",
            .room("/Standup?")),
        Row(
            "an override with a forbidden name inside", "{\"config.a\":{\"__proto__\":1}}", .room("/Standup?")
        ),
        Row("empty", "", .room("/Standup?")), Row("the placeholder", "{state}", .room("/Standup?")),
    ]

    @Test("as Jitsi's state leads into the room that it names or nowhere", arguments: states)
    func state(row: Row) throws {
        try expect(row, at: try ReturnTests.address(row.sent, room: "Standup"))
    }

    @Test("keeps of a state's keys the overrides that are some, and no others")
    func overrides() throws {
        let site = try Self.site.get()
        let answer = try site.login(
            try ReturnTests.address(
                "{\"config.kept\":1,\"jwt\":\"x\",\"config.b&jwt\":\"x\",\"interfaceConfig.KEPT\":\"a\"}",
                room: "Standup"),
            as: "bob")
        #expect(answer["location"]?.hasSuffix("#config.kept=1&interfaceConfig.KEPT=%22a%22") == true)
    }

    /// Logs in at the address, and looks at it before.
    private func expect(_ row: Row, at address: String) throws {
        let site = try Self.site.get()
        let page = try site.get(address, headers: ["Accept-Language: en"])
        #expect(!page.body.contains("<script") && !page.body.contains("evil.example\""))
        #expect(page.values("set-cookie").allSatisfy { $0.hasPrefix("__Host-") })
        let answer = try site.login(address, as: "bob")
        #expect(answer.values("set-cookie").allSatisfy { $0.hasPrefix("__Host-") }, "\(answer.headers)")
        switch row.end {
        case .room(let room):
            #expect(page.status == 200 && page["location"] == nil)
            let location = try #require(answer["location"], "\(answer.status)")
            #expect(location.hasPrefix("\(site.origin)\(room)jwt="), "\(location.prefix(120))")
            #expect(URLComponents(string: location)?.host == MeetSite.host)
            #expect(URLComponents(string: location)?.fragment == nil)
            #expect(try ReadToken(answer)["room"] != "*")
        case .refused(let reason):
            #expect(page.status == 400)
            Reply.unreadable.expect(page, row.what)
            Reply.unreadable.expect(answer, row.what)
            site.expect(.line("<5>address refused client=127.0.0.1 reason=\"\(reason)"), room: "none")
        case .status(let status):
            #expect(answer.status == status && answer["location"] == nil)
        }
        try site.expectServing()
    }
}
