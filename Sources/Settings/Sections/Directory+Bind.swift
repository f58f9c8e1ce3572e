extension Configuration.Directory {
    /// `directory.bind`: the service account that searches.
    public struct Bind: Sendable {
        /// `dn`, required: the service account's DN.
        public let dn: Located<String>
        /// `password-file` [ldap-password]: the file of its password.
        public let passwordFile: Located<SecretLocation>
    }
}

extension Configuration.Directory.Bind {
    init?(_ section: Section, _ surroundings: Surroundings) {
        let dn = section.required(
            "dn", "write the DN of the account that searches the directory",
            checked(NameShape.parse, by: surroundings.checks.distinguishedName))
        passwordFile = section.value(
            "password-file", default: surroundings.standardSecret("ldap-password"), surroundings.secret)
        guard let dn else { return nil }
        self.dn = dn
    }
}
