import TestSupport
import Testing

@testable import LDAP

@Suite("Names to bind as")
struct BindNameTests {
    /// Everything that could change a name's structure, and what looks harmless beside it.
    static let hostile = [
        "alice", "a,b", "a+b", "#a", "\n#04024869", "\t#", "\u{B}#a", " a ", "  ", " ", "a\\b", "\\", "\\\\",
        "\"a\"", "\"", "<a>;", "a=b",

        "Zoë", "zoe\u{308}", "\u{308}x", "x,dc=evil", "x+cn=admin", "admin,ou=services,dc=example,dc=org",
        "\\,dc=evil",
        "\\2c", "a\\2cdc=b", "#04024869", "-", "a#b ", ")(*", "{username}", "a\r\nb", "\u{202E}a", "\u{FEFF}",
        "ａ，ｂ",
        ",", "+", "=", ";", "a;dc=b", "a/b", "CORP\\alice", "alice@example.org", "\u{1F600}", "\u{7F}",
        String(repeating: ",", count: 1024),
    ]

    static let names = [
        ("uid={username},ou=people,dc=example,dc=org", "", ""), ("cn=x {username} y,dc=example", "x ", " y"),
        ("uid={username}", "", ""), ("sn=b+uid={username}.ext,dc=example", "", ".ext"),
        ("uid=\\\\{username},ou=a\\,b,dc=example", "\\", ""),
    ]

    @Test("Whatever is typed stays one value: the name keeps its structure, RDN by RDN", arguments: names)
    func structure(template: String, before: String, after: String) throws {
        let bindName = try BindNameTemplate(parsing: template)
        #expect(bindName.form == .distinguishedName)
        for typed in Self.hostile + Self.random(500) {
            let filled = try #require(bindName.filled(typed))
            let name = try DistinguishedName(parsing: filled)
            let plain = try DistinguishedName(
                parsing: template.replacing("{username}", with: "plainest"))
            #expect(name.names.count == plain.names.count, "\(filled)")
            for (rdn, plainRDN) in zip(name.names, plain.names) {
                let expected = plainRDN.map { assertion in
                    guard case .text(let text) = assertion.value, text.contains("plainest") else {
                        return assertion
                    }
                    return .init(type: assertion.type, value: NameValue(Array((before + typed + after).utf8)))
                }
                #expect(rdn == Set(expected), "\(filled)")
            }
        }
    }

    /// Texts of the signs that matter most, the same at every run.
    private static func random(_ count: Int) -> [String] {
        let signs = Array(",+\"\\<>;=# a2c@/{}é\u{308}\n".unicodeScalars)
        var state: UInt64 = 88_172_645_463_325_252
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        return (0..<count).map { _ in
            var text = "".unicodeScalars
            for _ in 0...next(12) { text.append(signs[next(signs.count)]) }
            return String(text)
        }
    }

    @Test("A directory knows the name that comes of it")
    func real() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, account: .none)
        let rows = [
            ("uid={username},\(Slapd.peopleBase)", "alice", "alice"),
            ("uid={username},\(Slapd.peopleBase)", "zoë", "zoë"),
            ("cn={username},\(Slapd.peopleBase)", "Doe, Dora (Guest) + \"D\"", "dora (guest)*"),
        ]
        for (template, typed, uid) in rows {
            let name = try #require(try BindNameTemplate(parsing: template).filled(typed))
            #expect(
                try directory.asPerson(name, SlapdPeople.password(of: uid)) { _ in true }.1 == true, "\(name)"
            )
        }
        let template = try BindNameTemplate(parsing: "uid={username},\(Slapd.peopleBase)")
        for typed in Self.hostile where typed != "alice" && typed != "Zoë" && typed != "zoe\u{308}" {
            let name = try #require(template.filled(typed))
            #expect(try directory.verify(name, secret("alice secret")).verdict != .accepted, "\(name)")
        }
    }

    static let principals: [(String, String?)] = [
        ("alice", "alice@Corp.example"), ("alice@corp.EXAMPLE", "alice@Corp.example"),
        ("Zoë Doe", "Zoë Doe@Corp.example"),
        ("o'hara", "o'hara@Corp.example"), ("a.b-c_d", "a.b-c_d@Corp.example"),
        ("alice@other.example", nil), ("a@corp.example@corp.example", nil), ("@corp.example", nil),
        ("@", nil),
        ("alice@", nil), ("CORP\\alice", nil), ("corp.example/users/alice", nil), ("a,b", nil), ("", nil),
        (" ", nil),
        (" alice", nil), ("alice ", nil), ("a\0", nil), ("a\n", nil), ("a\u{202E}b", nil), ("a\u{200B}", nil),
        ("*", nil),
        ("a:b", nil), ("a;b", nil), ("a|b", nil), ("a=b", nil), ("a\"b", nil), ("[a]", nil), ("<a>", nil),
        ("a+b", nil),
        ("a?b", nil), ("a,dc=b", nil), ("a@\u{301}corp.example", nil),
    ]

    @Test(
        "A principal gets its realm once, and is refused where it would be another form",
        arguments: principals)
    func principal(typed: String, name: String?) throws {
        let template = try BindNameTemplate(parsing: "{username}@Corp.example")
        #expect(template.form == .principal(realm: "Corp.example"))
        #expect(template.filled(typed) == name)
    }

    @Test(
        "A domain stands before the name once",
        arguments: [
            ("alice", "CORP\\alice"), ("corp\\alice", "CORP\\alice"), ("OTHER\\alice", nil), ("CORP\\", nil),
            ("CORP\\CORP\\alice", nil), ("alice@corp.example", nil), ("a/b", nil),
            ("CORP\\\u{301}x", "CORP\\\u{301}x"),
        ] as [(String, String?)])
    func downLevel(typed: String, name: String?) throws {
        let template = try BindNameTemplate(parsing: "CORP\\{username}")
        #expect(template.form == .downLevel(domain: "CORP"))
        #expect(
            template.filled(typed).map { Array($0.unicodeScalars) } == name.map { Array($0.unicodeScalars) })
    }

    @Test("More than 1,024 bytes are nobody's name, in every form")
    func bounded() throws {
        for text in ["uid={username},dc=x", "{username}@x", "X\\{username}"] {
            let template = try BindNameTemplate(parsing: text)
            #expect(template.filled(String(repeating: "a", count: 1024)) != nil)
            #expect(template.filled(String(repeating: "a", count: 1025)) == nil)
            #expect(template.filled(String(repeating: "ä", count: 513)) == nil)
            #expect(
                template.filled("") == nil && template.filled("\0") == nil && template.filled("a\0b") == nil)
        }
    }

    @Test(
        "What makes no name is refused with a remedy",
        arguments: [
            ("", "needs the place"), ("alice", "needs the place"), ("uid=alice,dc=x", "needs the place"),
            ("{user}", "needs the place"), ("{username}", "write uid="), ("{username}@", "write uid="),
            ("{username}@a b", "write uid="), ("@{username}", "write uid="),
            ("{username}\\CORP", "write uid="),
            ("\\{username}", "write uid="), ("A/B\\{username}", "write uid="),
            ("x{username}@corp", "write uid="),
            ("{username}@{username}", "write uid="), ("{username}@{username}x", "write uid="),
            ("{username}={username},dc=x", "value only"),
            ("{username}=x", "value only"), ("uid={username},ou={group},dc=x", "only placeholder"),
            ("uid={username}},dc=x", "only placeholder"), ("uid=\\{username},dc=x", "no distinguished name"),
            ("uid=\\2{username},dc=x", "no distinguished name"),
            ("uid=#{username},dc=x", "no distinguished name"),
            ("uid={username},,dc=x", "no distinguished name"),
            ("uid=\"{username}\",dc=x", "no distinguished name"),
            ("uid={username},dc", "no distinguished name"), ("uid={username};dc=x", "no distinguished name"),
            ("uid={username}\u{301},dc=x", "needs the place"),
        ])
    func refused(text: String, words: String) {
        let error = #expect(throws: BindNameError.self) { try BindNameTemplate(parsing: text) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
}
