import TestSupport
import Testing

@testable import LDAP

@Suite("Distinguished names")
struct DistinguishedNameTests {
    @Test(
        "All spellings of a name are equal and hash alike",
        arguments: [
            ("cn=a,dc=b", "CN=A,DC=B"), ("cn=a,dc=b", "cn = a , dc = b"), ("cn=a b", "cn=  A   b "),
            ("cn=a+sn=b,dc=c", "sn=b+cn=a,dc=c"), ("cn=a\\,b", "cn=a\\2cb"), ("cn=a\\+b", "cn=a\\2Bb"),
            ("cn=a", "2.5.4.3=a"), ("uid=a", "0.9.2342.19200300.100.1.1=a"), ("cn=a", "commonName=a"),
            ("cn=Zoë", "cn=Zo\\C3\\AB"), ("cn=Zoë", "cn=ZOE\u{308}"), ("cn=Hi", "cn=#0c024869"),
            ("cn=ÄRGER", "cn=ärger"),
            ("dc=example,dc=org", "domainComponent=Example,DC=org"),
        ])
    func equal(one: String, other: String) throws {
        let (one, other) = (try DistinguishedName(parsing: one), try DistinguishedName(parsing: other))
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(Set([one]).contains(other))
    }

    @Test(
        "Different names are different",
        arguments: [
            ("cn=a,dc=b", "cn=a"), ("cn=a,dc=b", "dc=b,cn=a"), ("cn=a", "sn=a"), ("cn=a b", "cn=ab"),
            ("cn=a\\,dc=b", "cn=a,dc=b"), ("cn=a+sn=b", "cn=a,sn=b"), ("cn=a+sn=b", "cn=b+sn=a"),
            ("cn=#0c024869", "cn=#0c024868"),
            ("cn=moderators,dc=b", "cn=moderators2,dc=b"), ("cn=a\\00", "cn=a"),
            // Signs that belong to the white space before them as Swift counts characters.
            ("cn=moderators \u{301},dc=b", "cn=moderators,dc=b"), ("cn=a \u{200D}b", "cn=a b"),
            ("cn=\\20\u{FE0F}a", "cn=a"), ("cn=a \u{301}", "cn=a \u{302}"),
        ])
    func different(one: String, other: String) throws {
        #expect(try DistinguishedName(parsing: one) != DistinguishedName(parsing: other))
    }

    @Test(
        "What is no distinguished name is refused",
        arguments: [
            "", " ", "alice", "cn", "=a", "cn=a,", "cn=a,,dc=b", "cn=a\\", "cn=\"a", "cn=a\0", "cn=#zz",
            "cn=\"a+b\"", "cn=a;dc=b", "moderators, members",
        ])
    func refused(text: String) {
        #expect(throws: DistinguishedNameError.self) { try DistinguishedName(parsing: text) }
    }

    @Test(
        "An escaped value stands for itself and adds no part",
        arguments: [
            "alice", "a,b", "a+b", "#a", " a ", "  ", " ", "a\\b", "\"a\"", "<a>;", "a=b", "\0", "a\0b",
            "Zoë", "x,dc=evil", "-",
            "a#b ", ")(*",
        ])
    func escaping(value: String) throws {
        let name = try DistinguishedName(parsing: "uid=\(DistinguishedName.escapedValue(value)),dc=example")
        let plain = NameValue(Array(value.utf8))
        #expect(name.names.count == 2)
        #expect(name.names.first == [DistinguishedName.Assertion(type: "uid", value: plain)])
    }

    @Test(
        "A name's domain is its last dc's, and a DNS name",
        arguments: [
            ("uid=a,OU=People,DC=Corp,DC=Example", "dc=corp,dc=example", "corp.example"),
            ("dc=corp,dc=example", "dc=corp,dc=example", "corp.example"),
            ("dc=x,ou=people,domainComponent=example", "dc=example", "example"),
            ("ou=people,o=Example \\2b Co", nil, nil),
            ("cn=a,dc=b+ou=c", nil, nil),
            ("cn=a,dc=b+ou=c,dc=d", "dc=d", "d"),
            ("ou=a,dc=example.org", "dc=example.org", nil),
            ("ou=a,dc=e x,dc=org", "dc=e x,dc=org", nil),
            ("ou=a,dc=ex\\,dc\\=evil,dc=org", "dc=ex\\,dc\\=evil,dc=org", nil),
            ("ou=a,dc=ä,dc=org", "dc=ä,dc=org", nil),
        ] as [(String, String?, String?)])
    func domain(text: String, suffix: String?, dnsDomain: String?) throws {
        let name = try DistinguishedName(parsing: text)
        #expect(name.suffix == suffix && name.dnsDomain == dnsDomain)
        if let suffix { #expect(try DistinguishedName(parsing: suffix).suffix == suffix) }
    }

    @Test(
        "Each sign that means something is escaped, once, and only where it does",
        arguments: [
            ("alice", "alice"), (" a b ", "\\ a b\\ "), ("  ", "\\ \\ "), (" ", "\\ "), ("#a#", "\\#a#"),
            ("a,b+c\"d\\e<f>g;h=i", "a\\,b\\+c\\\"d\\\\e\\<f\\>g\\;h\\=i"), ("\0", "\\00"), ("Zoë", "Zoë"),
            (",\u{301}", "\\,\u{301}"),
            ("\n#a\u{7F}\t", "\\0a#a\\7f\\09"), ("(*)", "(*)"),
        ])
    func escapes(value: String, escaped: String) {
        #expect(DistinguishedName.escapedValue(value).utf8.elementsEqual(escaped.utf8))
    }

    @Test("The name that a server gives is the name that was written into it")
    func fromServer() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        let dora = try #require(try directory.find("dora (guest)*").first)
        let written =
            "CN=" + DistinguishedName.escapedValue("Doe, Dora (Guest) + \"D\"") + ", " + Slapd.peopleBase
        #expect(try DistinguishedName(parsing: dora.dn) == DistinguishedName(parsing: written))
    }

    @Test("A group listed on a person is the configured one however either is written")
    func groups() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        let listed = try #require(try directory.find("alice", attributes: ["memberOf"]).first).strings(
            "memberOf")
        let groups = Set(try listed.map { try DistinguishedName(parsing: $0) })
        #expect(
            groups.contains(try DistinguishedName(parsing: "CN=Moderators, OU=Groups, DC=example, DC=org")))
    }
}
