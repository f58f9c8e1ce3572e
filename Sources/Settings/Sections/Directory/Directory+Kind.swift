extension Configuration.Directory {
    /// What the directory is.
    public enum Kind: String, Sendable, CaseIterable {
        /// Active Directory, of Windows or of Samba.
        case activeDirectory = "active-directory"
        /// OpenLDAP, with people as inetOrgPerson.
        case openLDAP = "openldap"
        /// FreeIPA, and 389 Directory Server with its memberOf plug-in.
        case freeIPA = "freeipa"
    }
}

extension Configuration.Directory.Kind {
    /// What people call these directories besides, folded as by ``NearName/folded(_:)``.
    private static let otherNames: [String: Self] = [
        "ad": .activeDirectory, "msad": .activeDirectory, "windows": .activeDirectory,
        "samba": .activeDirectory,
        "samba4": .activeDirectory, "addc": .activeDirectory, "slapd": .openLDAP, "ldap": .openLDAP,
        "ipa": .freeIPA,
        "idm": .freeIPA, "389": .freeIPA, "389ds": .freeIPA, "389directoryserver": .freeIPA, "rhds": .freeIPA,
    ]

    static func parse(_ text: String) throws(Invalid) -> Self {
        if let kind = Self(rawValue: text) { return kind }
        let folded = NearName.folded(text)
        let names = allCases.map(\.rawValue)
        let meant =
            names.first { NearName.folded($0) == folded } ?? otherNames[folded]?.rawValue
            ?? NearName.of(text, among: names)
        throw Invalid("\(quoted(text)) is not a kind of directory: write \(meant ?? choice(names))")
    }
}
