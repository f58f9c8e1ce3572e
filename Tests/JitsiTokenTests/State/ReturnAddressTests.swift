import Foundation
import TestSupport
import Testing

@testable import JitsiToken

/// The way back: to the configured host, with exactly the overrides that survived.
@Suite struct ReturnAddressTests {
    private let meet = Result { try MeetURL(parsing: "https://meet.example.org:8443") }

    private func meeting(_ json: String) throws -> MeetingAddress? {
        try MeetingAddress.named(by: try TokenAuthState.reading(json), room: nil, tenant: nil)
    }

    @Test("The address is Jitsi's to the letter, in the browser and in each app")
    func letter() throws {
        let json = "{\"room\":\"Standup\",\"tenant\":\"School\",\"config.prejoinConfig.enabled\":false}"
        let meeting = try #require(try meeting(json))
        let token = try Example.signer().token(for: Example.claims())
        let tail =
            "//meet.example.org:8443/School/Standup?jwt=\(token.compact)#config.prejoinConfig.enabled=false"
        let meet = try meet.get()
        #expect(meeting.address(at: meet, carrying: token) == "https:" + tail)
        #expect(meeting.address(opening: .ios, at: meet, carrying: token) == "org.jitsi.meet:" + tail)
        #expect(meeting.address(opening: .electron, at: meet, carrying: token) == "jitsi-meet:" + tail)
        #expect(
            meeting.address(opening: .android, at: meet, carrying: token)
                == "intent:" + tail + "#Intent;scheme=org.jitsi.meet;package=org.jitsi.meet;end")
        let plain = try MeetingAddress(room: "Standup")
        #expect(
            plain.address(opening: .android, at: meet, carrying: token)
                == "intent://meet.example.org:8443/Standup?jwt=\(token.compact)"
                + "#Intent;scheme=org.jitsi.meet;package=org.jitsi.meet;end")
    }

    @Test("Ten thousand random states are refused, or come back whole on the configured host")
    func random() throws {
        var generator = SeededNumbers(seed: 20_261_122)
        let token = try Example.signer().token(for: Example.claims())
        let meet = try meet.get()
        var accepted = 0
        for _ in 0..<10_000 {
            let (members, json) = try Self.state(using: &generator)
            guard let meeting = try? meeting(json) else { continue }
            accepted += 1
            let text = meeting.address(at: meet, carrying: token)
            #expect(text.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "\(json)")
            let parts = try #require(URLComponents(string: text), "\(json)")
            #expect(
                parts.scheme == "https" && parts.host == "meet.example.org" && parts.port == 8443, "\(json)")
            #expect(parts.user == nil && parts.password == nil, "\(json)")
            #expect(parts.queryItems?.map(\.name) == ["jwt"], "\(json)")
            let halves = text.split(separator: "#", omittingEmptySubsequences: false)
            #expect(halves.count == (meeting.overrides.fragment.isEmpty ? 1 : 2), "\(json)")
            var surviving: [String: NSObject] = [:]
            for (name, value) in members where Overrides.isKey(name) {
                surviving[name] = try StateVectors.value(value)
            }
            let read = try StateVectors.overrides(in: halves.count == 2 ? String(halves[1]) : "")
            #expect(read == surviving, "\(json)")
            for app in App.allCases {
                let opening = meeting.address(opening: app, at: meet, carrying: token)
                #expect(
                    opening.contains("://meet.example.org:8443/") && opening.contains(halves[0].dropFirst(6)))
            }
        }
        #expect(accepted > 3_000)
    }

    /// Members by name, and the text that holds them; the values are JSON.
    private static func state(using generator: inout SeededNumbers) throws -> ([(String, String)], String) {
        let rooms = [
            "Standup", "R%C3%A9union", "a/b", "//evil.example", "@evil.example", "..", "A+B", "x?y", "x#y",
            "*",
            "x:y", "a\\\\b", "%0d%0a", "javascript:alert(1)", "evil.example", "My%20Room", "",
        ]
        let names = [
            "config.a", "config.b.c", "interfaceConfig.D", "iceServers.replace", "config.a&jwt", "jwt", "x",
            "config.__proto__", "config.e#", "config.f=g", "config.é", "config.h-1_2", "config.", "roomSafe",
        ]
        let values = [
            "true", "false", "null", "-1.5e3", "0", "\"\"", "\"a&b=c#d?e\"", "\"“q” ‘r’\"", "\"\\\\&\"",
            "\"%26%23\"", "\"</script>'\"", "\"\\u0000\\n\"", "\"😀\u{202E}\u{2028}\"", "[]",
            "[1,[2,{\"x\":\"&\"}]]",
            "{\"a\":{\"b\":[\"\\\\\\\"\"]}}", "\"//evil.example\"", "\"#Intent;scheme=http;end\"",
            "\"+ %20\"",
        ]
        func one<T>(_ list: [T]) -> T { list[Int.random(in: list.indices, using: &generator)] }
        var members: [(String, String)] = [("room", "\"\(one(rooms))\"")]
        if Bool.random(using: &generator) { members.append(("tenant", "\"\(one(rooms))\"")) }
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let name = one(names)
            if !members.contains(where: { $0.0 == name }) { members.append((name, one(values))) }
        }
        members.shuffle(using: &generator)
        return (members, "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}")
    }
}
