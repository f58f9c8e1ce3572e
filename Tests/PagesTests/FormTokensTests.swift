import Secrets
import Testing

@testable import Pages

@Suite struct FormTokensTests {
    private static let site = "https://meet.example.org"
    private static let now = 1_790_000_000
    private static let own = SecretBytes(copying: Array("the cookie of this very browser.".utf8))
    private static let other = SecretBytes(copying: Array("the cookie of that other browser".utf8))

    private static func key(_ letter: Character) -> String {
        // 32 bytes in base64.
        String(repeating: letter, count: 42) + "A=\n"
    }

    private static func tokens(_ keys: String = key("B"), site: String = site) throws -> FormTokens {
        try FormTokens(keys: SealingKeys(parsing: SecretBytes(copying: Array(keys.utf8))), site: site)
    }

    private static func token() throws -> String { try tokens().token(for: own, at: now) }

    @Test("A token is good in its own browser, from a minute before its moment until it expires")
    func lifetime() throws {
        let tokens = try Self.tokens()
        let token = try Self.token()
        for (age, refusal) in [
            (0, nil), (28_799, nil), (28_800, .expired), (1_000_000, .expired), (-60, nil), (-61, .expired),
        ] as [(Int, FormRefusal?)] {
            #expect(tokens.refusal(of: token, from: Self.own, at: Self.now + age) == refusal, "\(age)")
        }
    }

    @Test("It is good in no other browser: what an attacker got for their own is worth nothing elsewhere")
    func binding() throws {
        let tokens = try Self.tokens()
        let token = try Self.token()
        #expect(tokens.refusal(of: token, from: Self.other, at: Self.now) == .otherBrowser)
        for cookie in ["", "the cookie of this very browser", "the cookie of this very browser.x"] {
            let browser = SecretBytes(copying: Array(cookie.utf8))
            #expect(tokens.refusal(of: token, from: browser, at: Self.now) == .otherBrowser, "\(cookie)")
        }
    }

    @Test("That a browser takes no cookies is said only where it was given one, and not long ago")
    func noCookie() throws {
        let tokens = try Self.tokens()
        let token = try Self.token()
        #expect(tokens.refusal(of: token, from: nil, at: Self.now) == .noCookie)
        #expect(tokens.refusal(of: token, from: nil, at: Self.now + 28_800) == .expired)
        #expect(tokens.refusal(of: nil, from: nil, at: Self.now) == .missing)
        #expect(tokens.refusal(of: nil, from: Self.own, at: Self.now) == .missing)
        #expect(tokens.refusal(of: "x", from: nil, at: Self.now) == .unreadable)
    }

    @Test("One letter changed, one too many, one too few: nobody can read it")
    func changed() throws {
        let tokens = try Self.tokens()
        let token = try Self.token()
        var rows = ["", " ", token + "A", String(token.dropLast()), token + token, "." + token]
        for index in token.indices {
            var changed = token
            changed.replaceSubrange(index...index, with: token[index] == "A" ? "B" : "A")
            rows.append(changed)
        }
        for row in rows {
            #expect(tokens.refusal(of: row, from: Self.own, at: Self.now) == .unreadable, "\(row)")
        }
    }

    @Test("It is another one each time, and hides what it holds")
    func hidden() throws {
        let tokens = try Self.tokens()
        let several = try (0..<100).map { _ in try tokens.token(for: Self.own, at: Self.now) }
        #expect(Set(several).count == 100 && Set(several.map(\.count)).count == 1)
        #expect(several.allSatisfy { $0.utf8.count < 128 })
    }

    @Test(
        "Another host with the same keys takes it, also under an older key; another site and other keys do not"
    )
    func keys() throws {
        let token = try Self.token()
        let rotated = Self.key("C") + Self.key("B")
        for (tokens, refusal) in [
            (try Self.tokens(), nil), (try Self.tokens(rotated), nil),
            (try Self.tokens(Self.key("C")), .unreadable),
            (try Self.tokens(site: "https://other.example.org"), .unreadable),
        ] as [(FormTokens, FormRefusal?)] {
            #expect(tokens.refusal(of: token, from: Self.own, at: Self.now) == refusal)
        }
        // The first key seals: a host that has only the old one does not know it.
        let new = try Self.tokens(rotated).token(for: Self.own, at: Self.now)
        #expect(try Self.tokens().refusal(of: new, from: Self.own, at: Self.now) == .unreadable)
    }

    @Test("What was sealed for another purpose under the same key is none")
    func purposes() throws {
        let keys = try SealingKeys(parsing: SecretBytes(copying: Array(Self.key("B").utf8)))
        let record = [UInt8](repeating: 0, count: 37)
        for purpose in ["session at " + Self.site, "form", "form at "] {
            let sealed = try keys.seal(record, purpose: purpose)
            #expect(try Self.tokens().refusal(of: sealed, from: Self.own, at: Self.now) == .unreadable)
        }
        let short = try keys.seal([1, 2, 3, 4], purpose: "form at " + Self.site)
        #expect(try Self.tokens().refusal(of: short, from: Self.own, at: Self.now) == .unreadable)
    }

    @Test(
        "Out of a body it is read once, whole and bounded",
        arguments: [
            ("form=abc&username=a", "abc"), ("username=a&form=a%2Db", "a-b"), ("username=a", nil), ("", nil),
            ("form=", ""), ("form=%ff", ""), ("form=%00", ""), ("form=a&form=b", nil), ("form=%zz", ""),
            ("form=" + String(repeating: "a", count: 512), String(repeating: "a", count: 512)),
            ("form=" + String(repeating: "a", count: 513), ""),
        ] as [(String, String?)])
    func body(body: String, token: String?) {
        #expect(LoginForm.token(in: Array(body.utf8).span) == token)
    }
}
