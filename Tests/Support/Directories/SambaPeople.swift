/// The people and groups of `SambaDomain`. Names are `sAMAccountName`s, DNs or values as it says.
///
/// Each has the `userPrincipalName` and the `mail` `<name>@corp.example`, unless it says otherwise.
///
/// What Samba 4.17.12 answers to a simple bind: code 49 with
/// `80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data <NNN>, v1db1`.
///
/// | name | state | right password | wrong password |
/// |---|---|---|---|
/// | `alice`, `bob`, `peter` … | good | accepted | `52e` |
/// | `judy` | good for 3.5 days more | accepted | `52e` |
/// | `olga` | never expires | accepted | `52e` |
/// | `carol` | disabled | `533` | `52e` |
/// | `dave` | account expired | `701` | `52e` |
/// | `erin` | must change the password | `773` | `52e` |
/// | `frank` | password expired | `532` | `52e` |
/// | `grace` | locked out | `775` | `775` |
/// | in `lockable`, after three wrong ones | locked out | `775` | `775` |
/// | `heidi` | outside logon hours | `530` | `52e` |
/// | `ivan` | may sign in at another workstation only | `531` | `52e` |
/// | `CLASSROOM$` | a computer, password "classroom secret" | accepted | `52e` |
/// | `nobody` | there is none | `52e` | `52e` |
///
/// A name may be a DN, `alice@corp.example` (in any case; the `sAMAccountName` before the @ does even where the
/// `userPrincipalName` is another), `CORP\alice`. Neither `alice` alone nor `corp.example\alice`: `52e`.
public enum SambaPeople {
    /// The password of the person with this `sAMAccountName`.
    public static func password(of name: String) -> String { name + " secret" }

    /// The DN of the person with this name, where the CN is the name.
    public static func person(_ name: String) -> String { "CN=\(name),\(base)" }

    public static let base = "OU=People,DC=corp,DC=example"
    public static let groupsBase = "OU=Groups,DC=corp,DC=example"

    /// In `teachers`, which is in `staff`, which is in `moderators`. `displayName` "Alice Adams".
    public static let alice = person("alice")
    /// In no group but the circle of `ringA` and `ringB`. `displayName` "Bob Brown".
    public static let bob = person("bob")
    /// `sAMAccountName` jmueller, in `awkwardGroup`: a CN with umlauts, a comma, parentheses, a plus and a hash.
    public static let jmueller = "CN=Müller\\, Jörg (Schule) \\+ \\#1,\(base)"
    /// `sAMAccountName` nneumann, `userPrincipalName` nina.neumann@school.example. `nneumann@corp.example` signs in too.
    public static let nina = person("nneumann")
    public static let ninaPrincipal = "nina.neumann@school.example"
    /// The primary group is `hosts`, which is in `moderators` and not in `memberOf`.
    public static let peter = person("peter")
    /// A `thumbnailPhoto`: `SamplePhoto.jpeg`.
    public static let thea = person("thea")
    /// A `jpegPhoto`: `SamplePhoto.jpeg`.
    public static let jpeg = person("jpeg")
    /// In `many` groups: `manyGroup(1)` to `manyGroup(many)`.
    public static let crowded = person("crowded")
    /// A computer account: a user by its object classes, and it can sign in, with "classroom secret".
    public static let computer = "CN=CLASSROOM,CN=Computers,DC=corp,DC=example"

    /// A global, a universal and a domain local group, each in the next.
    public static let teachers = group("Teachers")
    public static let staff = group("Staff")
    public static let moderators = group("Moderators")
    /// Global, in `moderators`, without a `member`: it is `peter`'s primary group.
    public static let hosts = group("Hosts")
    /// A circle: each is in the other, and `bob` is in the first.
    public static let ringA = group("Ring A")
    public static let ringB = group("Ring B")
    /// Three wrong passwords lock its members for a day (a fine-grained policy): `grace`, and whom a test adds.
    public static let lockable = group("Lockable")
    /// A CN with umlauts, a comma and parentheses.
    public static let awkwardGroup = "CN=Büro\\, Süd (A),\(groupsBase)"
    /// More than the 1,500 values that Microsoft's servers give at once.
    public static let many = 1600
    public static func manyGroup(_ number: Int) -> String { "CN=g\(number),OU=Many,\(groupsBase)" }

    private static func group(_ name: String) -> String { "CN=\(name),\(groupsBase)" }
}
