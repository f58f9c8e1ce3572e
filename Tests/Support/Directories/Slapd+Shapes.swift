import Foundation

/// slapd with entries and groups of every shape that directories hold.
extension Slapd {
    /// Starts it, with the people of `SlapdPeople`, `ShapedPeople` and `ShapedGroups`.
    ///
    /// - Parameter isLarge: also `ShapedPeople.crowded` and her groups, and `ShapedPeople.bigPicture`: a second more.
    public static func withShapes(
        isLarge: Bool = true, authority: CertificateAuthority? = nil
    ) throws -> Slapd {
        let slapd = try Slapd(
            authority: authority,
            globally: """
                include /etc/ldap/schema/nis.schema
                attributetype ( 1.3.6.1.4.1.4203.666.1.1 NAME 'anyBytes'
                    SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 )
                objectclass ( 1.3.6.1.4.1.4203.666.3.1 NAME 'anyBytesHolder' AUXILIARY MAY anyBytes )
                """,
            inDatabase: "maxsize 268435456")
        // By slapd itself first, so that the memberof overlay writes what it writes.
        try slapd.add(ShapedPeople.ldif + ShapedGroups.ldif)
        try slapd.load(ShapedPeople.unverified + (isLarge ? ShapedPeople.large + ShapedGroups.large : ""))
        return slapd
    }
}
