import Testing

@testable import JitsiToken

@Suite("The form in which names are compared with patterns")
struct MatchingTests {
    @Test(
        "is one for all spellings that Jitsi takes for the same room",
        arguments: [
            ["Exam", "EXAM", "exam", "%45xam", "E+xam", "Ex(a)m", "\u{FF25}xam", "e%78am"],
            ["Réunion", "R%C3%A9union", "Re%CC%81union", "R%c3%89UNION"],
            ["ΟΔΟΣ", "%CE%BF%CE%B4%CE%BF%CF%82"], ["ﬁnal", "final"],
            ["My%20Room", "my%20room", "my%C2%A0room"],
        ])
    func rooms(spellings: [String]) throws {
        let rooms = try spellings.map { try Room(segment: $0) }
        #expect(Set(rooms.map(\.safe)).count == 1)
        #expect(Set(rooms.map(\.matched)).count == 1)
    }

    @Test(
        "is the pattern's, however that was written",
        arguments: [
            ("Réunion", "R%C3%A9union"), ("RE\u{301}UNION", "r%C3%A9union"), ("My Room", "My%20Room"),
            ("ΟΔΟΣ", "ΟΔΟΣ"), ("ﬁnal", "FINAL"), ("İstanbul", "İstanbul"), ("Straße", "STRAẞE"),
            ("a/b", "a%EF%BC%8Fb"),
        ])
    func patterns(pattern: String, room: String) throws {
        #expect(Room.pattern(pattern) == (try Room(segment: room)).matched)
    }

    @Test("has one sigma, since a pattern does not know whether a word ends")
    func sigma() throws {
        #expect(Room.pattern("ΟΔΟΣ*") == "οδοσ*")
        #expect(try Room(segment: "ΟΔΟΣΑ").matched == "οδοσα")
        #expect(try Room(segment: "ΟΔΟΣ").matched == "οδοσ")
    }

    @Test("of tenants is that of the claim", arguments: [("My.School", "my_school"), ("STRAßE", "strasse")])
    func tenants(tenant: String, expected: String) throws {
        #expect(try Tenant(segment: tenant).matched == expected)
        #expect(Tenant.pattern(tenant) == expected)
    }
}

@Suite("A pattern that is for no room")
struct PatternProblemTests {
    @Test(
        "has what no address of a room has",
        arguments: [
            ("Q&A", "leave it out"), ("a:b", "opens none with :"), ("it's", "opens none with '"),
            ("\"a\"", "opens none with \""), ("A+B", "takes + out of it: write AB"),
            ("Team (1)*", "takes ( out of it: write Team 1*"), ("#1", "takes # out of it: write 1"),
            ("_api", "reserved"), ("_*", "reserved"), ("config.js", "reserved"), ("..", "folders"),
            ("a\\b", "slash"), (String(repeating: "ж", count: 100), "too long"),
        ])
    func rooms(pattern: String, words: String) {
        let problem = Room.problem(ofPattern: pattern)?.description
        #expect(problem?.contains(words) == true, "\(problem ?? "nil")")
    }

    @Test(
        "is not seen in one that is for some",
        arguments: [
            "*", "?", "exam-*", "Réunion", "Team A", "50% off", "a.b", "a_b", "*_x", "-a-", "~x", "何？",
            "x*js",
        ])
    func possible(pattern: String) {
        #expect(Room.problem(ofPattern: pattern) == nil)
    }

    @Test("is that of a tenant where no tenant is so", arguments: ["-a", "_a", "a b", "static", "a+b", "*-"])
    func tenants(pattern: String) {
        #expect(Tenant.problem(ofPattern: pattern) != nil)
    }

    @Test(
        "is not seen in a tenant's where there may be one",
        arguments: ["*", "a.b", "Straße", "a-*", "a_b", "?"])
    func possibleTenants(pattern: String) {
        #expect(Tenant.problem(ofPattern: pattern) == nil)
    }
}
