import LDAP
import Testing

@Suite("An entry's own name")
struct NamingTests {
    @Test(
        "holds a value of an attribute, in any case and spelling, and no other",
        arguments: [
            ("uid=alice,ou=people", "uid", "alice", true), ("UID=Alice,ou=people", "uid", "aLICE", true),
            ("userid=alice,ou=people", "uid", "alice", true), ("uid=alice,ou=people", "cn", "alice", false),
            ("uid=alice,ou=people", "ou", "people", false), ("cn=A\\, B+uid=ab,ou=x", "cn", "A, B", true),
            ("cn=A\\, B+uid=ab,ou=x", "uid", "ab", true), ("uid=alice,ou=people", "uid", "alic", false),
        ])
    func naming(dn: String, attribute: String, value: String, isNamed: Bool) throws {
        #expect(try DistinguishedName(parsing: dn).isNamed(by: attribute, value) == isNamed)
    }
}
