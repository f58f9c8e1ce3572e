import FastCGI
import Foundation
import JitsiToken
import Login
import TestSupport
import Testing

@testable import jitsi_ldap_login

/// The whole responder, asked for whatever there is.
@Suite("Whatever address comes in")
struct ReturnPropertyTests {
    private static let form = "username=alice&password=secret&lang=en"
    private let site = Result {
        try ScriptedSite(
            .authenticated(
                Account.alice(),
                notice: nil))
    }

    /// What addresses are made of that are meant to lead astray.
    private static let pieces = [
        "/", "//", "\\", "%2f", "%5C", "%252f", "@", ":", "?", "&", "#", "..", ".", "%2e", "*", "%2A",
        "evil.example", "https:", "javascript:", "intent:", "jwt=", "%6awt=x", "Room", "School", "a", "B",
        "%C3%A9", "%e9", "%", "%0a", "%0d%0aSet-Cookie:%20a=b", "\t", " ", "+", ";", "=", "'", "\"", "<", ">",
        "<script>", "_", "-", "~", "\u{e9}", "\u{FF0A}", "\u{FF0F}", "%00", "[", "]", "lang=de", "&lang=",
        "room=Room", "state={}", "nonce=0123456789abcdef", "tenant=School", "%E2%80%AE", "to/", "token/",
    ]

    private static func astray(_ most: Int, _ generator: inout SeededNumbers) -> String {
        (0..<Int.random(in: 0...most, using: &generator)).map { _ in
            pieces.randomElement(using: &generator) ?? ""
        }.joined()
    }

    @Test(
        "who looks, switches the language, logs in or is in a frame stays on the configured host",
        arguments: [
            "/_login/to/", "/_login/to/Room", "/_login/to", "/_login?room=", "/_login?room=Room&tenant=",
            "/_login?room=Room&lang=", "/_login/denied/to/", "/_login/denied/token/to/", "/_login/denied",
            "/_login/kicked/to/", "/_login/kicked", "/_login/logout", "/_login", "/", "",
        ])
    func anywhere(prefix: String) throws {
        let site = try site.get()
        var generator = SeededNumbers(seed: prefix.utf8.reduce(20_261_122) { $0 &* 31 &+ Int($1) })
        var entered = 0
        for _ in 0..<80 {
            var address = Array((prefix + Self.astray(6, &generator)).utf8)
            // Bytes that are no text at all.
            if Int.random(in: 0..<8, using: &generator) == 0 {
                let place = Int.random(in: 0...address.count, using: &generator)
                address.insert(UInt8.random(in: 1...255, using: &generator), at: place)
            }
            let input = String(decoding: address, as: UTF8.self)
            for answer in [
                site.ask(address), site.ask(address, fields: ["HTTP_SEC_FETCH_DEST=iframe"]),
                site.ask(address, body: "lang=de"), site.ask(address, body: "again=%22%3E&lang=x%22"),
            ] {
                let led = LedPlaces(answer)
                #expect(led.redirect == nil, "\(input)")
                try led.expectHome(answer, input)
            }
            let answer = site.ask(address, body: Self.form)
            try LedPlaces(answer).expectHome(answer, input)
            if answer.status == 303 { entered += 1 }
        }
        // The test looks at something: not all were refused.
        #expect(entered > 10 || !prefix.hasPrefix("/_login/to/") && !prefix.hasPrefix("/_login?room="))
        #expect(entered == 0 || prefix.hasPrefix("/_login/to") || prefix == "/_login" || prefix.contains("?"))
    }

    @Test("a state leads to its room with the overrides that it has, whole, and with nothing else")
    func states() throws {
        let site = try site.get()
        var generator = SeededNumbers(seed: 4)
        let names = [
            "config.a", "config.prejoinConfig.enabled", "interfaceConfig.B", "iceServers.replace",
            "config.__proto__",
            "config.constructor.x", "config.a&jwt", "jwt", "config.b#c", "refreshToken", "roomSafe",
            "userInfo.x",
            "__proto__", "config", "config.", "configx.a", "config.é", "config.d=e", "config.f%26jwt",
        ]
        let values: [(sent: String, read: String)] = [
            ("true", "true"), (" false", "false"), ("-0.5e+3", "-0.5e+3"), ("null", "null"),
            ("1e999999", "1e999999"), ("123456789012345678901234567890", "123456789012345678901234567890"),
            ("\"//evil.example\"", "\"//evil.example\""), ("\"&jwt=x#\"", "\"\\u0026jwt=x#\""),
            ("\"\\r\\nSet-Cookie: a\"", "\"\\u000d\\u000aSet-Cookie: a\""),
            ("[1, {\"a\" : []}]", "[1,{\"a\":[]}]"),
            ("\"#Intent;scheme=http;end\"", "\"#Intent;scheme=http;end\""),
        ]
        for _ in 0..<300 {
            var members = ["\"room\":\"Stand%20up\"", "\"tenant\":\"School\""]
            var kept: [String: String] = [:]
            var used: Set<String> = []
            for _ in 0..<Int.random(in: 0...5, using: &generator) {
                guard let name = names.randomElement(using: &generator), used.insert(name).inserted,
                    let value = values.randomElement(using: &generator)
                else { continue }
                members.append("\"\(name)\":\(value.sent)")
                if names.prefix(4).contains(name) { kept[name] = value.read }
            }
            members.shuffle(using: &generator)
            let json = "{" + members.joined(separator: ",") + "}"
            let answer = site.ask(Self.address(of: json) + "&room=Stand%20up", body: Self.form)
            let led = LedPlaces(answer)
            try led.expectHome(answer, json)
            #expect(
                led.redirect?.hasPrefix("\(ScriptedSite.origin)/School/Stand%20up?jwt=ey") == true, "\(json)")
            #expect(led.overrides == kept, "\(json)")
        }
    }

    @Test("a state that is damaged is refused, or leads to the configured host with known overrides alone")
    func damaged() throws {
        let site = try site.get()
        var generator = SeededNumbers(seed: 5)
        let whole = Array(
            "{\"room\":\"Room\",\"tenant\":\"School\",\"ios\":false,\"config.a\":[1,{\"b\":\"x&\"}],\"iceServers.c\":\"y\"}"
                .utf8)
        let bytes = Array("{}[]\",:\\/#&=%.0e-u\u{0}\u{1F}*?@ \u{e9}".utf8) + [0xFF, 0xC0, 0xED]
        var (entered, refused) = (0, 0)
        for _ in 0..<1_000 {
            var state = whole
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<state.count, using: &generator)
                let byte = bytes.randomElement(using: &generator) ?? 0
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: state[place] = byte
                case 1: state.insert(byte, at: place)
                default: state.remove(at: place)
                }
            }
            let input = String(decoding: state, as: UTF8.self)
            let encoded = state.flatMap { Array(String(format: "%%%02X", $0).utf8) }
            let answer = site.ask(Array("/_login?state=".utf8) + encoded, body: Self.form)
            let led = LedPlaces(answer)
            try led.expectHome(answer, input)
            #expect(
                led.overrides.keys.allSatisfy {
                    $0.wholeMatch(of: /(config|interfaceConfig|iceServers)(\.[A-Za-z0-9_-]+)+/) != nil
                },
                "\(input)")
            switch answer.status {
            case 303: entered += 1
            case 200: #expect(answer.text.contains("name=\"room\"") || !led.links.isEmpty, "\(input)")
            default: refused += 1
            }
        }
        #expect(entered > 60 && refused > 300)
    }

    @Test(
        "a refused or removed participant is led back to the room that it names, and to no other",
        arguments: ["/_login/denied/to", "/_login/denied/token/to", "/_login/kicked/to"])
    func wayBack(prefix: String) throws {
        let site = try site.get()
        var generator = SeededNumbers(seed: prefix.utf8.count)
        var found = 0
        for _ in 0..<400 {
            let target = "/" + Self.astray(4, &generator)
            guard case .login(let destination) = site.application.assembly.router.route("/_login/to" + target)
            else { continue }
            found += 1
            let links = LedPlaces(site.ask(prefix + target)).links
            let back = links.filter { $0.hasPrefix("/_login/to/") }
            #expect(back == [destination.meeting.loginPath], "\(target)")
            guard case .login(let again) = site.application.assembly.router.route(back.first ?? "") else {
                Issue.record("\(target)")
                continue
            }
            #expect(again.meeting.room == destination.meeting.room, "\(target)")
            #expect(again.meeting.tenant == destination.meeting.tenant, "\(target)")
            #expect(
                again.meeting.query.removingPercentEncoding
                    == destination.meeting.query.removingPercentEncoding,
                "\(target)")
        }
        #expect(found > 50)
    }

    @Test(
        "is led back by a link also where the query has what browsers send as it is and no link may have",
        arguments: [
            ("/_login/denied/to/Room?a={1}|^'&b=[2]", nil, "/_login/to/Room?a=%7B1%7D%7C%5E%27&b=[2]"),
            ("/_login/kicked/to/School/Room?a='", nil, "/_login/to/School/Room?a=%27"),
            ("/_login/to/Room?a={1}", "iframe", "/_login/to/Room?a=%7B1%7D"),
            ("/_login?room=Room&state=%7B%22config.a%22:'%7D&x=|", "iframe", nil),
            (
                "/_login?state=%7B%22config.a%22%3A%22it's%22%7D&room=Room", "iframe",
                "/_login?state=%7B%22config.a%22%3A%22it%27s%22%7D&room=Room"
            ),
        ] as [(String, String?, String?)])
    func unlinkable(address: String, frame: String?, link: String?) throws {
        let answer = try site.get().ask(
            address, fields: frame.map { ["HTTP_SEC_FETCH_DEST=\($0)"] } ?? [])
        let led = LedPlaces(answer).links.filter { $0.hasPrefix("/_login/to") || $0.hasPrefix("/_login?") }
        #expect(led == (link.map { [$0] } ?? []))
    }

    private static func address(of json: String) -> String {
        "/_login?state=" + (json.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
    }
}
