import JitsiToken
import TestSupport
import Testing

@Suite struct TenantTests {
    static let claims: [(String, String)] = [
        ("School", "school"), ("school-1", "school-1"), ("my.org", "my_org"), ("My_Org", "my_org"),
        ("Sch%C3%BCle", "sch\u{fc}le"), ("Schu%CC%88le", "sch\u{fc}le"), ("Stra%C3%9Fe", "strasse"),
        ("%CE%9F%CE%94%CE%9F%CE%A3", "\u{3bf}\u{3b4}\u{3bf}\u{3c3}"), ("a+b", "ab"), ("%EF%BC%A1", "a"),
    ]

    @Test("The claim is the label that Jitsi makes of the tenant", arguments: claims)
    func claim(_ segment: String, _ claim: String) throws {
        #expect(try Tenant(segment: segment).claim == claim)
    }

    @Test("Prosody's nameprep leaves every claim as it is")
    func nameprep() throws {
        for (segment, _) in Self.claims {
            let claim = try Tenant(segment: segment).claim
            #expect(
                try ProsodyLua.run("print(require'util.encodings'.stringprep.nameprep(arg[1]))", claim)
                    == claim)
        }
    }

    private static let refusedRows: [(String, NameProblem)] = [
        ("", NameProblem.empty), ("@", .empty), ("-a", .hyphen), ("a-", .hyphen), ("%2Da", .hyphen),
        ("%2A", .wildcard), ("%EF%BC%8A", .wildcard), ("..", .dots), ("%2e%2e", .dots),
        ("_login", .reserved),
        (".well-known", .reserved), ("Static", .reserved), ("libs", .reserved), ("a%20b", .unusable),
        ("a%5Db", .unusable), ("a%F0%9F%8E%89", .unusable), ("a%2Fb", .slash), ("%0a", .controlCharacter),
        ("%e9", .notUTF8), ("%", .brokenEncoding),
        (String(repeating: "a", count: 64), .tooLong(limit: 63)),
        (String(repeating: "%C3%BC", count: 11), .tooLong(limit: 63)),
        (String(repeating: "+", count: 400) + "a", .tooLong(limit: 63)),
    ]

    @Test("What cannot be a tenant is refused with its reason", arguments: refusedRows)
    func refused(_ segment: String, _ problem: NameProblem) {
        #expect(throws: problem) { try Tenant(segment: segment) }
    }

    @Test("Sixty-three bytes are a tenant")
    func longest() throws {
        #expect(try Tenant(segment: String(repeating: "a", count: 63)).claim.count == 63)
    }
}
