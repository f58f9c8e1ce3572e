import Foundation
import Testing

@testable import JitsiToken

@Suite struct TokenAuthStateTests {
    private func meeting(_ json: String, room: String? = nil, tenant: String? = nil) throws -> MeetingAddress?
    {
        try MeetingAddress.named(by: try TokenAuthState.reading(json), room: room, tenant: tenant)
    }

    @Test("The state of a browser gives room, tenant and overrides")
    func whole() throws {
        let json = try StateVectors.json([
            ("room", "R%C3%A9union"), ("roomSafe", "r%c3%a9union"), ("tenant", "Lyc%C3%A9e"),
            ("refreshToken", "secret"), ("config.startWithAudioMuted", true),
            ("config.prejoinConfig.enabled", false), ("config.subject", "Ärger & \"Spaß\""),
            ("interfaceConfig.TOOLBAR_BUTTONS", ["camera", "chat"]),
            ("iceServers.replace", [["url": "turn:a?b=c#d"]]),
        ])
        let state = try #require(try TokenAuthState.reading(json))
        #expect(state.app == nil)
        let meeting = try #require(try meeting(json))
        #expect(meeting.target == "/Lyc%C3%A9e/R%C3%A9union")
        #expect(meeting.room.safe == "r%c3%a9union" && meeting.tenant?.claim == "lycée")
        #expect(
            meeting.overrides.fragment
                == "config.startWithAudioMuted=true&config.prejoinConfig.enabled=false"
                + "&config.subject=%22%C3%84rger%20%5Cu0026%20%5C%22Spa%C3%9F%5C%22%22"
                + "&interfaceConfig.TOOLBAR_BUTTONS=%5B%22camera%22%2C%22chat%22%5D"
                + "&iceServers.replace=%5B%7B%22url%22%3A%22turn%3Aa%3Fb%3Dc%23d%22%7D%5D")
    }

    @Test("The literal {state} and an empty one count as absent", arguments: ["{state}", ""])
    func placeholder(_ text: String) throws {
        #expect(try TokenAuthState.reading(text) == nil)
        #expect(try meeting(text, room: "Standup")?.target == "/Standup")
        #expect(try meeting(text) == nil)
    }

    @Test(
        "An app says which it is; false and null say nothing",
        arguments: [
            ("{\"ios\":true}", .ios), ("{\"android\":true,\"ios\":false}", .android),
            ("{\"electron\":true,\"ios\":null}", .electron), ("{\"electron\":false}", nil), ("{}", nil),
        ] as [(String, App?)])
    func apps(_ json: String, _ app: App?) throws {
        #expect(try #require(try TokenAuthState.reading(json)).app == app)
    }

    @Test(
        "What no client writes is refused",
        arguments: [
            ("[]", .notAnObject), ("\"room\"", .notAnObject), ("null", .notAnObject), ("7", .notAnObject),
            ("{\"room\":7}", .wrongType(member: "room")), ("{\"room\":[\"a\"]}", .wrongType(member: "room")),
            ("{\"tenant\":true}", .wrongType(member: "tenant")),
            ("{\"ios\":\"true\"}", .wrongType(member: "ios")),
            ("{\"electron\":1}", .wrongType(member: "electron")),
            ("{\"ios\":true,\"android\":true}", .severalApps),
            ("{\"room\":\"a\",\"room\":\"a\"}", .repeatedMember),
            ("{\"config.a\":1,\"config.a\":2}", .repeatedMember),
            ("{\"x\":[[[[[[[[1]]]]]]]]}", .tooDeep(limit: 8)),
            ("%7B%22room%22%3A%22a%22%7D", .notJSON(offset: 0)), ("{room}", .notJSON(offset: 1)),
            ("{state}x", .notJSON(offset: 1)),
            ("{\"x\":\"" + String(repeating: "a", count: 16_384) + "\"}", .tooLarge(limit: 16_384)),
        ] as [(String, StateProblem)])
    func refused(_ text: String, _ problem: StateProblem) {
        #expect(throws: problem) { try TokenAuthState.reading(text) }
        #expect(!problem.description.contains(text))
    }

    @Test(
        "Keys that are no overrides, or reach for what all objects share, do not survive",
        arguments: [
            "startWithAudioMuted", "config", "config.", "config..a", ".config.a", "Config.a", "jwt",
            "config.a=1&jwt", "config.a&config.b", "config.a#", "config.a#b", "config.a=b", "config.a%26b",
            "config.a b", "config.é", "config.a\u{0}", "config.a\nb", "configx.a", "userInfo.displayName",
            "config.__proto__", "config.__proto__.a", "config.constructor.prototype.a", "__proto__",
            "iceServers.a.prototype", "refreshToken", "devices.audioInput",
            "config." + String(repeating: "a", count: 122),
        ])
    func droppedKeys(_ key: String) throws {
        let json = try StateVectors.json([("room", "a"), (key, "x"), ("config.kept", 1)])
        #expect(try meeting(json)?.overrides.fragment == "config.kept=1")
    }

    @Test("Nor do values that hold such names")
    func droppedValues() throws {
        let json =
            "{\"room\":\"a\",\"config.a\":{\"__proto__\":{\"x\":1}},\"config.b\":[{\"c\":{\"constructor\":1}}],"
            + "\"config.c\":{\"protot\\u0079pe\":1},\"config.kept\":{\"proto\":null}}"
        #expect(try meeting(json)?.overrides.fragment == "config.kept=%7B%22proto%22%3Anull%7D")
    }

    @Test("Overrides that would not fit a redirect are refused, by what they need there")
    func tooLong() throws {
        // Nine bytes in the address for each of these two.
        let wide = String(repeating: "\u{20AC}", count: 2_000)
        #expect(throws: StateProblem.overridesTooLong(limit: 16_384)) {
            try TokenAuthState.reading(try StateVectors.json([("config.a", wide)]))
        }
        let fits = try StateVectors.json([("config.a", String(repeating: "\u{20AC}", count: 1_800))])
        #expect(try #require(try TokenAuthState.reading(fits)).overrides.fragment.utf8.count == 16_215)
    }

    @Test(
        "State and parameters that name the same meeting agree, in whatever form",
        arguments: [
            ("Standup", nil, "Standup", nil, "/Standup"), ("STANDUP", nil, "standup", nil, "/STANDUP"),
            ("R%C3%A9union", nil, "Réunion", nil, "/R%C3%A9union"), ("100%25", nil, "100%", nil, "/100%25"),
            ("My%20Room", "School", "My Room", nil, "/School/My%20Room"),
            ("Room", "School", "Room", "school", "/School/Room"),
            ("Room", "School", nil, nil, "/School/Room"),
            ("Room", "School", nil, "School", "/School/Room"), (nil, nil, "Room", "School", "/School/Room"),
            ("Room", nil, "Room", " ", "/Room"), ("Room", "", "Room", nil, "/Room"),
            // A parameter comes without the white space around it, and without what opens no room.
            ("Room%20", nil, "Room", nil, "/Room%20"),
            ("%20My%20Room%20", nil, "My Room", nil, "/%20My%20Room%20"),
            ("Q%26A", nil, "Q&A", nil, "/Q%26A"), ("a%3Ab", nil, "a:b", nil, "/a%3Ab"),
        ] as [(String?, String?, String?, String?, String)])
    func agreement(_ room: String?, _ tenant: String?, _ named: String?, _ ofTenant: String?, _ path: String)
        throws
    {
        var members: [(String, Any)] = [("config.a", 1)]
        if let room { members.append(("room", room)) }
        if let tenant { members.append(("tenant", tenant)) }
        let found = try #require(try meeting(try StateVectors.json(members), room: named, tenant: ofTenant))
        #expect(found.target == path)
        #expect(found.overrides.fragment == "config.a=1")
    }

    @Test(
        "Where they name different ones, or none that can be, nobody is led anywhere",
        arguments: [
            ("Standup", nil, "Other", nil, .disagreement), ("Room", "School", "Room", "Other", .disagreement),
            ("Room", nil, "Room", "School", .disagreement), ("Room", "School", nil, "Other", .disagreement),
            ("a/b", nil, nil, nil, .ambiguousPath), ("Room", "a/b", nil, nil, .ambiguousPath),
            ("Room?jwt=x", nil, nil, nil, .ambiguousPath), ("Room#a", nil, nil, nil, .ambiguousPath),
            ("/evil.example", nil, nil, nil, .ambiguousPath),
            ("Room", "/evil.example", nil, nil, .ambiguousPath),
            ("*", nil, nil, nil, .noRoom), ("%2A", nil, nil, nil, .room(.wildcard)),
            ("_login", nil, nil, nil, .room(.reserved)), ("..", nil, nil, nil, .room(.dots)),
            ("a%0Db", nil, nil, nil, .room(.controlCharacter)), ("Room", "*", nil, nil, .tenant(.wildcard)),
            ("Room", "%2A", nil, nil, .tenant(.wildcard)), ("Room", "css", nil, nil, .tenant(.reserved)),
        ] as [(String, String?, String?, String?, AddressProblem)])
    func disagreement(
        _ room: String, _ tenant: String?, _ named: String?, _ ofTenant: String?, _ problem: AddressProblem
    ) throws {
        var members: [(String, Any)] = [("room", room)]
        if let tenant { members.append(("tenant", tenant)) }
        let json = try StateVectors.json(members)
        // A bare * is what the client removes: which problem it is may differ, that there is one may not.
        #expect {
            try meeting(json, room: named, tenant: ofTenant)
        } throws: { thrown in
            room == "*" || tenant == "*" ? thrown is AddressProblem : thrown as? AddressProblem == problem
        }
    }

    @Test("The state's own roomSafe decides nothing")
    func roomSafe() throws {
        #expect(try meeting("{\"room\":\"Standup\",\"roomSafe\":\"other\"}")?.room.safe == "standup")
        #expect(try meeting("{\"roomSafe\":\"other\"}") == nil)
        #expect(try meeting("{\"roomSafe\":\"other\"}", room: "Standup")?.room.safe == "standup")
    }
}
