import Foundation

/// People whose entries are not as one would like them. The passwords are `SlapdPeople.password`.
public enum ShapedPeople {
    /// `displayName` "Optia Plain", `displayName;lang-de` "Optia Deutsch", `displayName;lang-en` "Optia English".
    public static let options = "optia"
    /// No plain `displayName`: only `displayName;lang-de` "Nur Deutsch".
    public static let onlyOption = "onlylang"
    /// Three values of `cn` and two of `mail`.
    public static let several = "several"
    /// Neither `displayName` nor `mail`.
    public static let bare = "bare"
    /// A `displayName` of one space: the shortest that slapd takes.
    public static let blank = "blank"
    /// A `mail` and an `anyBytes` that are not UTF-8 (the first by slapadd, which does not look).
    public static let invalid = "invalid"
    /// An `anyBytes` with a NUL and control characters.
    public static let control = "control"
    /// `SamplePhoto.jpeg` in `jpegPhoto`.
    public static let picture = "picture"
    /// Two `jpegPhoto`s, of which the first is no picture.
    public static let twoPictures = "twopictures"
    /// A `jpegPhoto` of 5 MB.
    public static let bigPicture = "bigpicture"
    /// In `ShapedGroups.many` groups.
    public static let crowded = "crowded"
    /// At the end of the chains of `ShapedGroups`.
    public static let nested = "nested"
    /// A posixAccount, in groups by name and by number.
    public static let posix = "posix"

    static let ldif =
        person(
            options, "Optia Plain", "displayName;lang-de: Optia Deutsch\ndisplayName;lang-en: Optia English")
        + bareEntry(onlyOption, "displayName;lang-de: Nur Deutsch")
        + person(several, "Severa Al", "cn: Severina Al\ncn: S. Al\nmail: severina@example.org")
        + bareEntry(bare, "")
        + bareEntry(blank, "displayName:: IA==")
        + person(
            control, "Con Trol", "objectClass: anyBytesHolder\nanyBytes:: \(base64([0x41, 0, 0x1b, 0x0a]))")
        + person(picture, "Pic Ture", "jpegPhoto:: \(base64(SamplePhoto.jpeg))")
        + person(
            twoPictures, "Two Pictures",
            "jpegPhoto:: \(base64(Array("GIF89a".utf8)))\njpegPhoto:: \(base64(SamplePhoto.jpeg))")
        + person(nested, "Nes Ted")
        + person(
            posix, "Po Six",
            """
            objectClass: posixAccount
            uidNumber: 5001
            gidNumber: \(ShapedGroups.primaryNumber)
            homeDirectory: /home/posix
            """)

    /// What only slapadd loads.
    static let unverified = bareEntry(
        invalid, classes: ["inetOrgPerson", "anyBytesHolder"],
        """
        mail:: \(base64([0x62, 0xff, 0x64, 0x40, 0x65]))
        anyBytes:: \(base64([0x42, 0xff, 0xfe, 0x64]))
        """)

    static var large: String {
        person(bigPicture, "Big Picture", "jpegPhoto:: \(base64(SamplePhoto.jpeg(ofBytes: 5_000_000)))")
            + person(
                crowded, "Crow Ded",
                (1...ShapedGroups.many).map { "memberOf: \(ShapedGroups.number($0))" }.joined(
                    separator: "\n"))
    }

    private static func person(_ uid: String, _ name: String, _ more: String = "") -> String {
        SlapdPeople.person(uid: uid, name: name, mail: uid + "@example.org", more: more)
    }

    /// A person with only what inetOrgPerson demands, and `more`. slapadd wants the values of an attribute in a row.
    private static func bareEntry(
        _ uid: String, classes: [String] = ["inetOrgPerson"], _ more: String
    ) -> String {
        """
        dn: \(Slapd.person(uid))
        objectClass: \(classes.joined(separator: "\nobjectClass: "))
        uid: \(uid)
        cn: \(uid.capitalized)
        sn: \(uid.capitalized)
        userPassword: \(SlapdPeople.password(of: uid))
        \(more)
        """.trimmingCharacters(in: .newlines) + "\n\n"
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
