/// OpenLDAP's own command-line tools, as a second opinion beside the module `LDAP`.
public enum LDAPClient {
    /// A simple bind with the password policy's request control, by ldapwhoami(1).
    ///
    /// - Returns: what it says, such as `ldap_bind: Invalid credentials (49); Password expired`, or `dn:…`.
    public static func bind(
        at address: String, authority: String? = nil, dn: String, password: String
    ) throws -> String {
        let command = try Command.run(
            tool("ldapwhoami", at: address, authority: authority, dn: dn, password: password) + [
                "-e", "ppolicy",
            ])
        return command.output + command.errors
    }

    /// A search, by ldapsearch(1), as LDIF without comments and wrapped lines.
    public static func search(
        at address: String, authority: String? = nil, dn: String, password: String, base: String,
        filter: String = "(objectClass=*)", options: [String] = [], attributes: [String] = []
    ) throws -> String {
        try Command.output(
            tool("ldapsearch", at: address, authority: authority, dn: dn, password: password)
                + ["-LLL", "-o", "ldif-wrap=no", "-b", base] + options + [filter] + attributes)
    }

    /// The status of an ldapmodify(1) of this LDIF: 0, or the result code of the server.
    public static func modify(
        at address: String, authority: String? = nil, dn: String, password: String, ldif: String
    ) throws -> Int32 {
        try Command.run(
            tool("ldapmodify", at: address, authority: authority, dn: dn, password: password), input: ldif
        ).status
    }

    /// One of the tools with its arguments, free of what the machine and the module `LDAP` say about LDAP: the module
    /// sets `LDAPNOINIT`, with which the tools would not read `LDAPTLS_CACERT` either.
    static func tool(
        _ name: String, at address: String, authority: String?, dn: String, password: String
    ) -> [String] {
        let environment =
            authority.map { ["-u", "LDAPNOINIT", "LDAPCONF=/dev/null", "LDAPTLS_CACERT=\($0)"] }
            ?? ["LDAPNOINIT=1"]
        return ["env"] + environment + [name, "-x", "-H", address, "-D", dn, "-w", password]
    }
}
