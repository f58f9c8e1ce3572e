import Foundation

/// Groups of every kind, nested, in circles, and in great number; DNs unless it says otherwise.
public enum ShapedGroups {
    /// groupOfNames: `nested` is in `class`, that in `pupils`, that in `school`.
    public static let `class` = dn("class")
    public static let pupils = dn("pupils")
    public static let school = dn("school")
    /// groupOfNames: `nested` and `ringB` are in `ringA`, `ringA` is in `ringB`. And one that holds itself.
    public static let ringA = dn("ring-a")
    public static let ringB = dn("ring-b")
    public static let itself = dn("itself")
    /// groupOfNames: a chain of `chainLength`, of which `nested` is in the first: `chain(1)`.
    public static func chain(_ number: Int) -> String { dn("chain-\(number)") }
    public static let chainLength = 40
    /// groupOfUniqueNames: `nested` is in `unique`, that in `uniqueOuter`.
    public static let unique = dn("unique")
    public static let uniqueOuter = dn("unique-outer")
    /// groupOfUniqueNames whose member has a unique identifier behind the DN (RFC 4517, 3.3.21: `DN#'0101'B`).
    public static let uniqueIdentifier = dn("unique-identifier")
    /// posixGroup with `memberUid: posix`, and the one whose number is the `gidNumber` of `posix`.
    public static let posix = dn("posix")
    public static let posixPrimary = dn("posix-primary")
    public static let primaryNumber = 7002
    /// A name that needs escaping in a DN: `Müller, Söhne + Co. "(GmbH)"`.
    public static let awkward = "cn=Müller\\, Söhne \\+ Co. \\\"(GmbH)\\\",\(Slapd.groupsBase)"
    /// The groups of `ShapedPeople.crowded`: `number(1)` to `number(many)`.
    public static let many = 10_000
    public static func number(_ number: Int) -> String { "cn=g\(number),ou=many,\(Slapd.groupsBase)" }

    private static func dn(_ name: String) -> String { "cn=\(name),\(Slapd.groupsBase)" }

    static var ldif: String {
        let nested = Slapd.person(ShapedPeople.nested)
        let chains = (1...chainLength).map {
            SlapdPeople.group("chain-\($0)", members: [$0 == 1 ? nested : chain($0 - 1)])
        }
        return SlapdPeople.group("class", members: [nested])
            + SlapdPeople.group("pupils", members: [self.class, SlapdPeople.bob])
            + SlapdPeople.group("school", members: [pupils])
            + SlapdPeople.group("ring-a", members: [nested, ringB])
            + SlapdPeople.group("ring-b", members: [ringA])
            + SlapdPeople.group("itself", members: [nested, itself])
            + chains.joined()
            + uniqueGroup("unique", [nested]) + uniqueGroup("unique-outer", [unique])
            + uniqueGroup("unique-identifier", [nested + "#'0101'B"])
            + posixGroup("posix", 7001, "memberUid: \(ShapedPeople.posix)")
            + posixGroup("posix-primary", primaryNumber, "")
            + awkwardGroup(nested)
    }

    static var large: String {
        let person = Slapd.person(ShapedPeople.crowded)
        let groups = (1...many).map {
            "dn: \(number($0))\nobjectClass: groupOfNames\ncn: g\($0)\nmember: \(person)\n\n"
        }
        return "dn: ou=many,\(Slapd.groupsBase)\nobjectClass: organizationalUnit\nou: many\n\n"
            + groups.joined()
    }

    private static func uniqueGroup(_ name: String, _ members: [String]) -> String {
        let head = "dn: \(dn(name))\nobjectClass: groupOfUniqueNames\ncn: \(name)\n"
        return head + members.map { "uniqueMember: \($0)\n" }.joined() + "\n"
    }

    private static func posixGroup(_ name: String, _ number: Int, _ more: String) -> String {
        "dn: \(dn(name))\nobjectClass: posixGroup\ncn: \(name)\ngidNumber: \(number)\n\(more)\n\n"
            .replacingOccurrences(of: "\n\n\n", with: "\n\n")
    }

    private static func awkwardGroup(_ member: String) -> String {
        """
        dn:: \(Data(awkward.utf8).base64EncodedString())
        objectClass: groupOfNames
        cn:: \(Data("Müller, Söhne + Co. \"(GmbH)\"".utf8).base64EncodedString())
        member: \(member)


        """
    }
}
