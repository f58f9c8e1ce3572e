import Foundation

/// The people and groups of `Directory389`, as FreeIPA has them.
///
/// What 389 Directory Server 2.3.1 answers to a simple bind. "policy" is the control 1.3.6.1.4.1.42.2.27.8.5.1, which
/// comes where it was asked for; the older ones come unasked: "expired" is 2.16.840.1.113730.3.4.4, with the value
/// `0`, and "expiring" 2.16.840.1.113730.3.4.5, with the seconds in decimal.
///
/// | uid | right password | wrong password |
/// |---|---|---|
/// | `fresh`, `alice`, … | accepted, no control | 49 |
/// | `expiring` | accepted; policy: timeBeforeExpiration; expiring | 49 |
/// | `grace` | accepted; policy: graceAuthNsRemaining; expired. One less each time, then as `expired` | 49 |
/// | `expired` | 49 `password expired!`; policy: passwordExpired; expired | 49 |
/// | `mustchange` | accepted; policy: changeAfterReset and timeBeforeExpiration 0; expired. Then 53 for all else | 49 |
/// | `disabled` (nsAccountLock) | 53 `Account inactivated. Contact system administrator.`; policy: accountLocked | the same |
/// | `locked` | 19 `Exceed password retry limit. Contact system administrator to reset.`; policy: accountLocked | the same |
/// | `lockable`, from the fourth try on | as `locked` | 49 three times, then as `locked` |
///
/// A wrong password has neither control nor diagnostic. The policy control's lengths are in BER's long form
/// (`30 84 00 00 00 03 …`). Whoever is warned for the first time gets the whole time of warning (7 days) anew, whatever
/// was left: `expiring` has been warned before.
public enum People389 {
    /// The password of the person with this uid.
    public static func password(of uid: String) -> String { uid + " secret" }

    /// The DN of the person with this uid.
    public static func person(_ uid: String) -> String { "uid=\(uid),\(Directory389.usersBase)" }

    /// The DN of the group with this name.
    public static func group(_ name: String) -> String { "cn=\(name),\(Directory389.groupsBase)" }

    /// In `teachers`, which is in `staff`, which is in `moderators`: the plugin lists all three in `memberOf`.
    public static let alice = person("alice")
    /// In `ringA`, which is in `ringB`, which is in `ringA`.
    public static let bob = person("bob")
    /// `displayName` "Zoë Müller", `jpegPhoto` `SamplePhoto.jpeg`.
    public static let zoe = person("zoe")
    /// `krbPasswordExpiration` and `krbPrincipalExpiration` yesterday; the server does not mind.
    public static let kim = person("kim")
    /// `krbPasswordExpiration` yesterday: in FreeIPA also whoever got a new password from an administrator.
    public static let kay = person("kay")
    /// The `cn` "Müller, Jörg (Schule)"; `nsAccountLock: FALSE`.
    public static let joerg = person("jmueller")

    public static let teachers = group("teachers")
    public static let staff = group("staff")
    public static let moderators = group("moderators")
    public static let ringA = group("ring-a")
    public static let ringB = group("ring-b")

    static var ldif: String {
        let states: [(String, State)] = [
            ("fresh", .fresh), ("expiring", .expiring(inSeconds: 3 * 86400 + 43200)), ("grace", .grace),
            ("expired", .expired), ("mustchange", .mustChange), ("disabled", .disabled), ("locked", .locked),
            ("lockable", .lockable),
        ]
        return states.map { entry($0, $1) }.joined()
            + entry("alice", .fresh, name: "Alice Adams") + entry("bob", .fresh, name: "Bob Brown")
            + entry(
                "zoe", .fresh, name: "Zoë Müller",
                more: "jpegPhoto:: \(Data(SamplePhoto.jpeg).base64EncodedString())")
            + entry(
                "kim", .fresh, name: "Kim Kerberos",
                more: """
                    krbPasswordExpiration: \(State.time(-86400))
                    krbPrincipalExpiration: \(State.time(-86400))
                    """)
            + entry("kay", .fresh, more: "krbPasswordExpiration: \(State.time(-86400))")
            + entry("jmueller", .fresh, name: "Müller, Jörg (Schule)", more: "nsAccountLock: FALSE")
            + groupEntry("teachers", [alice]) + groupEntry("staff", [teachers])
            + groupEntry("moderators", [staff]) + groupEntry("ring-a", [bob]) + groupEntry("ring-b", [ringA])
            + "dn: \(ringA)\nchangetype: modify\nadd: member\nmember: \(ringB)\n\n"
    }

    /// A person as FreeIPA makes them, in LDIF.
    static func entry(_ uid: String, _ state: State, name: String? = nil, more: String = "") -> String {
        let name = Data((name ?? uid.capitalized + " Example").utf8).base64EncodedString()
        return """
            dn: \(person(uid))
            objectClass: top
            objectClass: person
            objectClass: organizationalPerson
            objectClass: inetOrgPerson
            objectClass: inetUser
            objectClass: posixAccount
            objectClass: krbPrincipalAux
            objectClass: ipaObject
            uid: \(uid)
            cn:: \(name)
            sn:: \(name)
            displayName:: \(name)
            mail: \(uid)@example.org
            uidNumber: \(Int.random(in: 10_000...60_000))
            gidNumber: 9999
            homeDirectory: /home/\(uid)
            krbPrincipalName: \(uid)@EXAMPLE.ORG
            ipaUniqueID: \(UUID().uuidString.lowercased())
            userPassword: \(password(of: uid))
            \([state.attributes, more].filter { !$0.isEmpty }.joined(separator: "\n"))
            """.trimmingCharacters(in: .newlines) + "\n\n"
    }

    private static func groupEntry(_ name: String, _ members: [String]) -> String {
        """
        dn: \(group(name))
        objectClass: top
        objectClass: groupOfNames
        objectClass: nestedGroup
        objectClass: ipaUserGroup
        objectClass: ipaObject
        cn: \(name)
        ipaUniqueID: \(UUID().uuidString.lowercased())
        \(members.map { "member: \($0)" }.joined(separator: "\n"))


        """
    }

    /// The tree above them, with the service account and the policies.
    static var skeleton: String {
        let containers = [
            "cn=etc,\(Directory389.base)", "cn=sysaccounts,cn=etc,\(Directory389.base)",
            "cn=accounts,\(Directory389.base)", Directory389.usersBase, Directory389.groupsBase,
            State.policiesBase,
        ]
        return """
            dn: \(Directory389.base)
            objectClass: domain
            dc: example
            aci: (targetattr != "userPassword")(version 3.0; acl "The service reads"; allow (read, search, compare)
              userdn = "ldap:///\(Directory389.serviceDN)";)


            """ + containers.map { "dn: \($0)\nobjectClass: nsContainer\n\n" }.joined() + """
                dn: \(Directory389.serviceDN)
                objectClass: account
                objectClass: simpleSecurityObject
                uid: jitsi
                userPassword: \(Directory389.servicePassword)
                passwordExpirationTime: \(State.time(State.lifetime))


                """ + State.policies
    }
}
