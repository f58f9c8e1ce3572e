import Login
import Testing

@testable import LDAP
@testable import jitsi_ldap_login

@Suite("The groups that are found")
struct FoundGroupsTests {
    @Test("are there once, however they are spelled, and what is no name is none")
    func once() {
        let names = DistinguishedName.all(among: [
            "cn=Staff,ou=groups", "CN=staff, OU=Groups", "moderators", "", "cn=st\\61ff,ou=groups",
            "cn=Lehrkräfte", "cn=LEHRKRA\u{308}FTE", "cn=a+sn=b",
        ])
        #expect(names.count == 6)
        var found = FoundGroups(names)
        let expected = ["cn=staff,ou=groups", "cn=lehrkräfte", "cn=a+sn=b"]
        #expect(found.groups == Set(expected.map { Group(normalizedName: $0) }) && found.count == 3)
        #expect(!found.insert(names[1]) && found.count == 3)
    }

    @Test("are what their normal forms say to the access rules, as the configuration spells them or not")
    func rules() throws {
        let configured = Group(try DistinguishedName(parsing: "CN = Moderators , OU=Groups"))
        let found = FoundGroups(DistinguishedName.all(among: ["cn=moderators,ou=groups"]))
        #expect(AccessRules(allowed: [], moderators: [configured]).role(in: found.groups) == .moderator)
    }
}

@Suite("The one value that stands for an account")
struct SingleValueTests {
    private static func entry(_ dn: String, _ values: [String]) -> Entry {
        Entry(
            dn: dn,
            attributes: [
                .init(description: AttributeDescription("uid"), values: values.map { Array($0.utf8) })
            ])
    }

    @Test("has no controls, and these are Unicode's")
    func controls() {
        for scalar in (UInt32(1)...0x2FF).compactMap(Unicode.Scalar.init) {
            let isControl = scalar.properties.generalCategory == .control
            let value = "a\(scalar)b"
            #expect(
                SingleValue.choose("uid", of: Self.entry("cn=x", [value]))
                    == (isControl ? .failure(.unreadable) : .success(value)))
        }
    }

    @Test(
        "is the one that the entry is named by, else the smallest",
        arguments: [
            ("uid=b,dc=x", "b"), ("UID=B,dc=x", "b"), ("uid= b ,dc=x", "b"), ("cn=z+uid=b,dc=x", "b"),
            ("userid=b", "b"), ("cn=b,uid=b", "a"), ("uid=x", "a"), ("no name", "a"), ("", "a"),
        ])
    func choice(dn: String, value: String) {
        #expect(SingleValue.choose("uid", of: Self.entry(dn, ["c", "b", "a"])) == .success(value))
    }
}
