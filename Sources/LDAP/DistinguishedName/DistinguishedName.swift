internal import CLDAP

/// A distinguished name (RFC 4514), equal to every other spelling of itself.
///
/// Attribute types compare without regard to case and by number or name; values as directories compare names of people
/// and groups (`caseIgnoreMatch`, RFC 4517, 4.2.11): without regard to case and to the amount of white space; the parts
/// of a multi-valued RDN in any order; escapes by what they stand for.
public struct DistinguishedName: Sendable, Hashable, CustomStringConvertible {
    /// One attribute and value of an RDN, in the form that is compared.
    struct Assertion: Hashable, Sendable {
        let type: String
        let value: NameValue
    }

    /// As it was written.
    private let text: String
    /// From the entry upwards, each sorted.
    let names: [Set<Assertion>]

    /// Reads the string form, such as `cn=moderators,ou=groups,dc=example,dc=org`.
    ///
    /// - Throws: `DistinguishedNameError` where it is no distinguished name, or an empty one.
    public init(parsing text: String) throws(DistinguishedNameError) {
        guard !text.utf8.contains(0) else { throw DistinguishedNameError(text, "there is a NUL in it") }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw DistinguishedNameError(text, "it is empty")
        }
        Library.prepare()
        var parsed: LDAPDN?
        let code = unsafe ldap_str2dn(text, &parsed, UInt32(LDAP_DN_FORMAT_LDAPV3))
        guard code == LDAP_SUCCESS, let parsed = unsafe parsed else {
            throw DistinguishedNameError(text, "write it like cn=moderators,ou=groups,dc=example,dc=org")
        }
        defer { unsafe ldap_dnfree(parsed) }
        self.text = text
        names = unsafe Self.names(of: parsed)
    }

    private static func names(of parsed: LDAPDN) -> [Set<Assertion>] {
        var names: [Set<Assertion>] = []
        while let name = unsafe parsed[names.count] {
            var assertions: Set<Assertion> = []
            var next = 0
            while let assertion = unsafe name[next]?.pointee {
                unsafe assertions.insert(Assertion(assertion))
                next += 1
            }
            names.append(assertions)
        }
        return names
    }

    /// As it was written.
    public var description: String { text }

    /// Whether both stand for the same entry.
    public static func == (one: DistinguishedName, other: DistinguishedName) -> Bool {
        one.names == other.names
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(names) }
}
