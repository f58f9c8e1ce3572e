import Foundation

/// The people in a test's directory. Each password is the uid with " secret" behind it, unless it says otherwise.
public enum SlapdPeople {
    public static let alice = "uid=alice,ou=people,dc=example,dc=org"
    public static let bob = "uid=bob,ou=people,dc=example,dc=org"
    public static let carol = "uid=carol,ou=people,dc=example,dc=org"
    public static let zoe = "uid=zoë,ou=people,dc=example,dc=org"
    public static let moderators = "cn=moderators,ou=groups,dc=example,dc=org"
    public static let members = "cn=members,ou=groups,dc=example,dc=org"

    /// The password of the person with this uid.
    public static func password(of uid: String) -> String { uid + " secret" }

    /// An entry for a person, in LDIF. Values may hold anything; they are written in base64.
    public static func person(
        uid: String, name: String, mail: String, dn: String? = nil, password: [UInt8]? = nil,
        more: String = ""
    ) -> String {
        let surname = name.split(separator: " ").last.map(String.init) ?? name
        return """
            dn:: \(base64(dn ?? "uid=\(uid),\(Slapd.peopleBase)"))
            objectClass: inetOrgPerson
            uid:: \(base64(uid))
            cn:: \(base64(name))
            sn:: \(base64(surname))
            displayName:: \(base64(name))
            mail:: \(base64(mail))
            userPassword:: \(base64(password ?? Array(SlapdPeople.password(of: uid).utf8)))
            \(more)
            """.trimmingCharacters(in: .newlines) + "\n\n"
    }

    /// A group of these DNs, in LDIF.
    public static func group(_ name: String, members: [String]) -> String {
        (["dn: cn=\(name),\(Slapd.groupsBase)", "objectClass: groupOfNames", "cn: \(name)"]
            + members.map { "member:: \(base64($0))" }).joined(separator: "\n") + "\n\n"
    }

    /// alice moderates, bob and Zoë are members, carol is in no group; names that have to be escaped; two with one mail.
    public static let ldif =
        person(uid: "alice", name: "Alice Adams", mail: "alice@example.org")
        + person(uid: "bob", name: "Bob Brown", mail: "bob@example.org")
        + person(uid: "carol", name: "Carol Clark", mail: "carol@example.org")
        + person(uid: "zoë", name: "Zoë Müller", mail: "zoe@example.org")
        + person(
            uid: "dora (guest)*", name: "Doe, Dora (Guest)", mail: "dora@example.org",
            dn: "cn=Doe\\, Dora (Guest) \\+ \\\"D\\\",\(Slapd.peopleBase)",
            more: "cn: Doe, Dora (Guest) + \"D\"")
        + person(uid: "twin1", name: "Tina Twin", mail: "twins@example.org")
        + person(uid: "twin2", name: "Tom Twin", mail: "twins@example.org")
        + group("moderators", members: [alice])
        + group("members", members: [alice, bob, zoe])

    static let skeleton = """
        dn: \(Slapd.base)
        objectClass: dcObject
        objectClass: organization
        o: Example
        dc: example

        dn: \(Slapd.peopleBase)
        objectClass: organizationalUnit
        ou: people

        dn: \(Slapd.groupsBase)
        objectClass: organizationalUnit
        ou: groups

        dn: ou=services,\(Slapd.base)
        objectClass: organizationalUnit
        ou: services

        dn: \(Slapd.serviceDN)
        objectClass: organizationalRole
        objectClass: simpleSecurityObject
        cn: jitsi
        userPassword: \(Slapd.servicePassword)

        """

    private static func base64(_ text: String) -> String { base64(Array(text.utf8)) }
    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
