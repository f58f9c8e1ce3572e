import Foundation
import JitsiToken
import Testing

@Suite struct ClaimsTests {
    /// The payload of a token, by Foundation's parser.
    private func payload(_ claims: Claims) throws -> [String: Any] {
        let parts = try Example.signer().token(for: claims).compact.split(separator: ".")
        return try #require(JSONSerialization.jsonObject(with: decodedPart(parts[1])) as? [String: Any])
    }

    private func user(_ claims: Claims) throws -> [String: String] {
        let context = try #require(payload(claims)["context"] as? [String: Any])
        return try #require(context["user"] as? [String: String])
    }

    @Test("A moderator's claims are complete, and there are no others")
    func complete() throws {
        let claims = try payload(Example.claims(at: "/Standup", now: 1_800_000_000, lifetime: 600))
        #expect(
            Set(claims.keys) == ["iss", "aud", "sub", "room", "iat", "nbf", "exp", "moderator", "context"])
        #expect(claims["iss"] as? String == "meet")
        #expect(claims["aud"] as? String == "meet")
        #expect(claims["sub"] as? String == "meet.example.org")
        #expect(claims["room"] as? String == "standup")
        #expect(claims["iat"] as? Int == 1_800_000_000)
        #expect(claims["nbf"] as? Int == 1_799_999_990)
        #expect(claims["exp"] as? Int == 1_800_000_600)
        #expect(claims["moderator"] as? Bool == true)
        #expect(Set((claims["context"] as? [String: Any] ?? [:]).keys) == ["user"])
        #expect(
            try user(Example.claims()) == [
                "id": "anna", "name": "Anna Muster", "email": "anna@example.org", "affiliation": "owner",
                "moderator": "true",
            ])
    }

    @Test("A member is a member in all three ways, and who has no role is said nothing about")
    func roles() throws {
        #expect(try payload(Example.claims(role: .member))["moderator"] as? Bool == false)
        let member = try user(Example.claims(role: .member))
        #expect(member["affiliation"] == "member" && member["moderator"] == "false")
        #expect(try payload(Example.claims(role: nil))["moderator"] == nil)
        let nobody = try user(Example.claims(role: nil))
        #expect(nobody["affiliation"] == nil && nobody["moderator"] == nil)
    }

    @Test("The tenant takes the place of the domain")
    func tenant() throws {
        let claims = try payload(Example.claims(at: "/My.School/R%C3%A9union"))
        #expect(claims["sub"] as? String == "my_school")
        #expect(claims["room"] as? String == "r%c3%a9union")
    }

    @Test("The group stands in the context where there is one")
    func group() throws {
        let context = try #require(payload(Example.claims(group: "teachers"))["context"] as? [String: Any])
        #expect(context["group"] as? String == "teachers")
        #expect((try payload(Example.claims(group: ""))["context"] as? [String: Any])?["group"] == nil)
    }

    @Test("Values that are missing, empty or no address are left out; there is no null and no empty string")
    func leftOut() throws {
        for user in [
            try User(id: "7"), try User(id: "7", name: "", email: "", avatar: ""),
            try User(id: "7", avatar: "http://pictures.example.org/7.png"),
            try User(id: "7", name: " \u{0}\n\u{2028} ", email: "a\u{0}@b", avatar: "javascript:alert(1)"),
            try User(
                id: "7", email: String(repeating: "a", count: 255),
                avatar: "https://" + String(repeating: "a", count: 1024)),
        ] {
            #expect(try self.user(Example.claims(role: nil, user: user)) == ["id": "7"])
            let text = String(decoding: try decodedPayload(Example.claims(user: user)), as: UTF8.self)
            #expect(!text.contains("null") && !text.contains("\"\""))
        }
    }

    private func decodedPayload(_ claims: Claims) throws -> Data {
        try decodedPart(Example.signer().token(for: claims).compact.split(separator: ".")[1])
    }

    @Test("A picture's https address is the avatar")
    func avatar() throws {
        let user = try User(id: "7", avatar: "https://pictures.example.org/7.png?s=1&x=\"")
        #expect(
            try self.user(Example.claims(user: user))["avatar"]
                == "https://pictures.example.org/7.png?s=1&x=\"")
    }

    private static let namesRows: [(String, String)] = [
        ("Anna\u{0}\u{7}\u{1B}\u{7F}\u{9F}", "Anna"), ("Anna\r\nMuster", "AnnaMuster"),
        ("\u{202E}annA", "annA"),
        ("a\u{2028}b\u{2029}c", "abc"), ("  Anna ", "Anna"), ("x\u{FFFE}y\u{FFFF}", "xy"),
        ("\u{5d0}\u{5d1} \u{1F469}\u{200D}\u{1F4BB}", "\u{5d0}\u{5d1} \u{1F469}\u{200D}\u{1F4BB}"),
        (String(repeating: "\u{e4}", count: 300), String(repeating: "\u{e4}", count: 100)),
    ]

    @Test(
        "Control and bidirectional characters are removed from names, letters of every script are not",
        arguments: namesRows)
    func names(_ name: String, _ shown: String) throws {
        #expect(try User(id: "7", name: name).name == shown)
    }

    @Test(
        "An id that is empty, too long or has a control character is refused, not repaired",
        arguments: ["", "  ", "a\u{0}", "a\nb", String(repeating: "a", count: 256)])
    func ids(_ id: String) {
        #expect(throws: ClaimsProblem.unusableID) { try User(id: id) }
    }

    @Test("Issuer, audience and domain must say something")
    func required() throws {
        let meeting = try MeetingAddress(target: "/a")
        let user = try User(id: "7")
        let validity = try Validity(now: 100, lifetime: 1_000)
        for (issuer, audience, domain, claim) in [
            ("", "a", "d", "iss"), ("i", "", "d", "aud"), ("i", "a", "", "sub"), ("i\n", "a", "d", "iss"),
        ] {
            #expect(throws: ClaimsProblem.unusable(claim: claim)) {
                try Claims(
                    issuer: issuer, audience: audience, domain: domain, meeting: meeting, user: user,
                    role: nil,
                    validity: validity)
            }
        }
    }

    @Test("A token must end after it begins")
    func times() throws {
        for (from, until) in [(10, 10), (10, 9), (-1, 10), (10, 1 << 53)] {
            #expect(throws: ClaimsProblem.unusableTimes) {
                try Validity(issuedAt: 5, from: from, until: until)
            }
        }
        #expect(throws: ClaimsProblem.unusableTimes) { try Validity(now: 100, lifetime: 0) }
        #expect(throws: ClaimsProblem.unusableTimes) { try Validity(now: 100, lifetime: -5) }
        #expect(try Validity(now: 100, lifetime: 5).notBefore == 90)
    }
}

/// The bytes of a token's part.
func decodedPart(_ part: some StringProtocol) throws -> Data {
    let text = part.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
    return try #require(Data(base64Encoded: text + String(repeating: "=", count: (4 - text.count % 4) % 4)))
}
