import TestSupport
import Testing

@testable import LDAP

@Suite("Filters")
struct FilterTests {
    @Test(
        "A value is escaped once, by RFC 4515, and fills every place of its name",
        arguments: [
            ("alice", "alice"), ("*", "\\2a"), ("a*", "a\\2a"), (")(uid=*", "\\29\\28uid=\\2a"),
            ("*)(|(uid=*))", "\\2a\\29\\28|\\28uid=\\2a\\29\\29"), ("\\2a", "\\5c2a"), ("\\", "\\5c"),
            ("a\0b", "a\\00b"),
            ("Zoë", "Zoë"), ("Lučić", "Lučić"), ("{username}", "{username}"), ("(\u{301}", "\\28\u{301}"),
            ("ａｌｉｃｅ", "ａｌｉｃｅ"), ("\u{202E}x", "\u{202E}x"), ("DOMAIN\\user", "DOMAIN\\5cuser"), (" ", " "),
            ("a\r\nb", "a\r\nb"), ("uid=a,dc=b", "uid=a,dc=b"),
        ])
    func escaping(value: String, escaped: String) throws {
        let template = try FilterTemplate(
            parsing: "(|(uid={username})(mail={username}@x))", placeholders: ["username"])
        let filter = try template.filled(["username": value])
        #expect(filter.description.utf8.elementsEqual("(|(uid=\(escaped))(mail=\(escaped)@x))".utf8))
    }

    @Test("A missing or empty value fills nothing: with a star beside it, it would match everybody")
    func emptyValue() throws {
        let template = try FilterTemplate(parsing: "(mail={username}*)", placeholders: ["username"])
        #expect(throws: MissingFilterValue(name: "username")) { try template.filled(["username": ""]) }
        #expect(throws: MissingFilterValue(name: "username")) { try template.filled([:]) }
    }

    static let good = [
        "(uid={username})", "(&(objectClass=inetOrgPerson)(|(uid={username})(mail={username})))",
        "(!(uid=x))", "(&)",
        "(cn=*)", "(cn=*{username}*)", "(cn=a*b*c)", "(cn=)", "(cn>=a)", "(cn<=a)", "(cn~=a)", "(cn:=a)",
        "(cn:dn:=a)", "(:caseExactMatch:=a)", "(cn:dn:2.5.13.5:=a)",
        "(member:1.2.840.113556.1.4.1941:={username})",
        "(2.5.4.3=a)", "(cn;lang-de=a)", "(cn=\\28a\\29)", "(cn=Zoë)", " ( & ( a=b ) \n (c=d)\t) ",
        "(cn=a=b)",
        "(cn=a b )", "(cn=\\7busername})", "(cn=a})",
    ]

    @Test("What the parser accepts, the library and a server accept too", arguments: good)
    func accepted(text: String) throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        let filter = try FilterTemplate(parsing: text, placeholders: ["username"]).filled([
            "username": "al*(\\\0)ice"
        ])
        #expect(throws: Never.self) {
            try directory.withServer { session throws(LDAPError) in
                try session.search(base: Slapd.peopleBase, filter: filter, attributes: [], sizeLimit: 100)
            }
        }
    }

    @Test(
        "What is no filter is refused with the place and a remedy",
        arguments: [
            ("", 1, "empty"), ("uid={username}", 1, "'(uid={username})'"),
            ("(uid={username}", 16, "not closed"),
            ("(uid={username}))", 17, "after the filter's last"), ("(uid={user})", 6, "known: {username}"),
            ("({username}=x)", 2, "value only"), ("(&(uid=a)uid=b)", 10, "parentheses of its own"),
            ("(&(uid=a)(uid=b)", 17, "not closed"), ("(!uid=a)", 3, "followed by one filter"),
            ("(!(a=b)(c=d))", 8, "expected ')'"),
            ("(uid)", 2, "attribute=value"), ("()", 2, "attribute=value"), ("(=x)", 2, "no attribute's name"),
            ("( u id=x)", 3, "no attribute's name"), ("(uid=a(b)", 7, "\\28"),
            ("(uid=a\\zz)", 7, "hexadecimal"),
            ("(uid=a\\2)", 7, "hexadecimal"), ("(uid=a**b)", 8, "two '*'"), ("(uid>=a*)", 8, "'=' only"),
            ("(uid={username)", 6, "without '}'"), ("(uid=a\0)", 7, "NUL"),
            ("(:=a)", 2, "no attribute's name"),
            ("(1.=a)", 2, "no attribute's name"), ("(1.02=a)", 2, "no attribute's name"),
            ("(a;=b)", 2, "no attribute's name"),
            ("(a_b=c)", 2, "no attribute's name"), ("(uid=x)(uid=y)", 8, "after the filter's last"),
            ("(uid=x)\u{301}", 8, "after the filter's last"),
        ])
    func refused(text: String, position: Int, words: String) {
        let error = #expect(throws: FilterError.self) {
            try FilterTemplate(parsing: text, placeholders: ["username"])
        }
        #expect(error?.position == position, "\(error?.description ?? "")")
        #expect(error?.message.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test(
        "What is wrong is said in one line, whatever stands there",
        arguments: ["(&\nx)", "(&(a=b)\u{85}", "(!(a=b)\r", "(!(a=b)\u{2028}x)", "(a=\\\u{1B}x)"])
    func oneLine(text: String) {
        let error = #expect(throws: FilterError.self) {
            try FilterTemplate(parsing: text, placeholders: ["username"])
        }
        let words = error?.description ?? "\n"
        #expect(
            !words.unicodeScalars.contains { $0.properties.generalCategory == .control || $0 == "\u{2028}" })
    }

    @Test("Deep nesting is refused before it costs anything")
    func depth() {
        let text = String(repeating: "(!", count: 10000) + "(a=b)" + String(repeating: ")", count: 10000)
        #expect(throws: FilterError.self) { try Filter(parsing: text) }
    }

    @Test("The placeholders of a template are known")
    func placeholders() throws {
        let template = try FilterTemplate(
            parsing: "(|(member={dn})(uid={id}))", placeholders: ["dn", "id", "username"])
        #expect(template.placeholders == ["dn", "id"])
    }

    @Test(
        "Whatever a visitor types is only ever somebody's name",
        arguments: [
            "*", "a*", ")(uid=*", "*)(|(uid=*))", "\\2a", "\\", "\0", "alice\0", "ali\0ce", "\u{200F}alice",
            "EXAMPLE\\alice", "alice@example.org", SlapdPeople.alice, "alice)(objectClass=*", "alice\r\nbob",
            "(alice)",
            String(repeating: "a", count: 65536),
        ])
    func hostileNames(name: String) throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        #expect(try directory.find(name, limit: 10).isEmpty)
    }

    @Test(
        "What is really in the directory is found: parentheses, stars, umlauts; as the directory compares names",
        arguments: [
            ("dora (guest)*", "dora (guest)*"), ("zoë", "zoë"), ("ALICE", "alice"), ("ａｌｉｃｅ", "alice"),
            ("zoe\u{308}", "zoë"),
        ])
    func realNames(name: String, uid: String) throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        let entry = try #require(try directory.find(name).first)
        #expect(entry.string("uid") == uid)
        let password = secret(SlapdPeople.password(of: uid))
        #expect(try directory.verify(entry.dn, password).verdict == .accepted)
    }
}
