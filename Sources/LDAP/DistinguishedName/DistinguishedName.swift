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

    /// The one text that all spellings of the name have in common: for tables whose keys are plain text, not for a
    /// directory.
    public let normalized: String

    /// What libldap has read; nil where the name is plain.
    private let readNames: [Set<Assertion>]?

    /// Reads the string form, such as `cn=moderators,ou=groups,dc=example,dc=org`.
    ///
    /// - Throws: `DistinguishedNameError` where it is no distinguished name, or an empty one.
    public init(parsing text: String) throws(DistinguishedNameError) {
        if let plain = PlainName(text) {
            self.init(text, normalized: plain.normalized, readNames: nil)
        } else {
            try self.init(readByLibrary: text)
        }
    }

    /// Has libldap read it, whatever it is.
    init(readByLibrary text: String) throws(DistinguishedNameError) {
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
        let names = unsafe Self.names(of: parsed)
        self.init(text, normalized: Self.normalized(names[...]), readNames: names)
    }

    private init(_ text: String, normalized: String, readNames: [Set<Assertion>]?) {
        self.text = text
        self.normalized = normalized
        self.readNames = readNames
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

    /// Its RDNs, from the entry upwards.
    var names: [Set<Assertion>] { readNames ?? PlainName.assertions(of: text).map { [$0] } }

    /// The RDN of the entry itself, its parts in no order.
    var ownName: [Assertion] {
        guard let readNames else { return [PlainName.firstAssertion(of: text)] }
        return readNames.first.map(Array.init) ?? []
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
