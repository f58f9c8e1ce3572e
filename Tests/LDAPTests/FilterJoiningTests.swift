import TestSupport
import Testing

@testable import LDAP

@Suite("Filters put together")
struct FilterJoiningTests {
    @Test("Bytes are escaped one by one, and can stand beside text")
    func bytes() throws {
        let template = try FilterTemplate(
            parsing: "(|(objectSid={sid})(uid={uid}))", placeholders: ["sid", "uid"])
        let filter = try template.filled(
            ["uid": "a*", "sid": "ignored"], bytes: ["sid": [0, 0x2A, 0x61, 0xFF]])
        #expect(filter.description == "(|(objectSid=\\00\\2a\\61\\ff)(uid=a\\2a))")
        #expect(throws: MissingFilterValue(name: "sid")) {
            try template.filled(["uid": "a", "sid": "b"], bytes: ["sid": []])
        }
    }

    @Test("Joined filters stand in one pair of parentheses; a single one stays; none of any match nobody")
    func joined() throws {
        let (one, two) = (try Filter(parsing: "(a=1)"), try Filter(parsing: "(|(b=2)(c=3))"))
        #expect(Filter.any([one, two]).description == "(|(a=1)(|(b=2)(c=3)))")
        #expect(Filter.all([one, two]).description == "(&(a=1)(|(b=2)(c=3)))")
        #expect(Filter.any([two]) == two && Filter.all([two]) == two)
        #expect(Filter.any([]) == .nothing && Filter.all([]) == .anything)
    }

    @Test("A server takes them so")
    func real() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        func count(_ filter: Filter) throws -> Int {
            try directory.withServer { session throws(LDAPError) in
                try session.search(base: Slapd.peopleBase, filter: filter, attributes: [], sizeLimit: 100)
            }.entries.count
        }
        let alice = try Filter.equality("uid", Array("alice".utf8))
        let bob = try Filter(parsing: "(uid=bob)")
        #expect(try count(.any([alice, bob])) == 2 && count(.all([alice, bob])) == 0)
        #expect(try count(.nothing) == 0 && count(.anything) == count(.all([])))
        #expect(try count(alice) == 1 && count(.any([])) == 0)
    }

    @Test(
        "Nothing but an attribute's name stands before bytes",
        arguments: ["", "a=b)(c", "a:", "a*", "(", "a>", ":x:"])
    func attribute(name: String) {
        #expect(throws: FilterError.self) { try Filter.equality(name, [1]) }
    }

    @Test("No bytes match nothing, and are refused")
    func empty() {
        #expect(throws: FilterError.self) { try Filter.equality("uid", []) }
    }

    @Test(
        "The presence of a template matches whatever the template could",
        arguments: [
            ("(uid={username})", "(uid=*)"),
            (
                "(&(objectClass=person)(|(uid={username})(mail={username})))",
                "(&(objectClass=person)(|(uid=*)(mail=*)))"
            ),
            ("(mail={username}@example.org)", "(mail=*@example.org)"), ("(cn=*{username}*)", "(cn=*)"),
            ("(cn={username}{username})", "(cn=*)"), ("(cn=a*{username}b)", "(cn=a*b)"),
            ("(cn=\\2a{username})", "(cn=\\2a*)"), ("(cn=a={username})", "(cn=a=*)"),
            ("(member:1.2.840.113556.1.4.1941:={username})", "(member=*)"), ("(cn:dn:={username})", "(cn=*)"),
            ("(:caseExactMatch:={username})", "(objectClass=*)"), ("(cn>={username})", "(cn=*)"),
            ("(cn~=x{username})", "(cn=*)"), ("(cn;lang-de={username})", "(cn;lang-de=*)"),
            ("(!(uid={username}))", "(!(!(objectClass=*)))"), ("(!(!(uid={username})))", "(!(!(uid=*)))"),
            ("(&(!(|(a={username})(b=c)))(d={username}))", "(&(!(|(!(objectClass=*))(b=c)))(d=*))"),
            ("(uid=fixed)", "(uid=fixed)"), ("(&)", "(&)"), ("(|(a=b)(c={username}))", "(|(a=b)(c=*))"),
            ("(cn=\u{301}{username})", "(cn=\u{301}*)"), ("(cn={username}\u{301})", "(cn=*\u{301})"),
        ])
    func presence(text: String, presence: String) throws {
        let filter = try FilterTemplate(parsing: text, placeholders: ["username"]).presence
        #expect(filter.description.utf8.elementsEqual(presence.utf8), "\(filter)")
        #expect(try Filter(parsing: filter.description) == filter)
    }

    @Test("The presence of a template counts the people in a directory")
    func counting() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        let template = try FilterTemplate(
            parsing: "(&(objectClass=inetOrgPerson)(|(uid={username})(mail={username})))",
            placeholders: ["username"])
        let found = try directory.withServer { session throws(LDAPError) in
            try session.search(base: Slapd.base, filter: template.presence, attributes: [], sizeLimit: 1000)
        }
        #expect(found.entries.count >= 7 && found.entries.map(\.dn).contains(SlapdPeople.alice))
    }
}
