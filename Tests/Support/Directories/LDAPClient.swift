/// OpenLDAP's own command-line tools, as a second opinion beside the module `LDAP`.
public enum LDAPClient {
    /// A simple bind with the password policy's request control, by ldapwhoami(1).
    ///
    /// - Returns: what it says, such as `ldap_bind: Invalid credentials (49); Password expired`, or `dn:…`.
    public static func bind(
        at address: String, authority: String? = nil, dn: String, password: String
    ) throws -> String {
        let command = try Command.run(
            [
                "ldapwhoami", "-x", "-e", "ppolicy", "-H", address, "-D", dn, "-w", password,
            ], environment: environment(authority))
        return command.output + command.errors
    }

    /// A search, by ldapsearch(1), as LDIF without comments and wrapped lines.
    public static func search(
        at address: String, authority: String? = nil, dn: String, password: String, base: String,
        filter: String = "(objectClass=*)", options: [String] = [], attributes: [String] = []
    ) throws -> String {
        try Command.output(
            [
                "ldapsearch", "-x", "-LLL", "-o", "ldif-wrap=no", "-H", address, "-D", dn, "-w", password,
                "-b", base,
            ] + options + [filter] + attributes, environment: environment(authority))
    }

    /// With `LDAPNOINIT` the tools would ignore `LDAPTLS_CACERT` too.
    static func environment(_ authority: String?) -> [String: String] {
        authority.map { ["LDAPTLS_CACERT": $0, "LDAPCONF": "/dev/null", "LDAPRC": "none"] }
            ?? ["LDAPNOINIT": "1"]
    }
}
