/// The slapd.conf(5) of a test's server.
enum SlapdConfiguration {
    static func text(folder: TemporaryFolder, globally: String, inDatabase: String) -> String {
        """
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        moduleload memberof
        moduleload ppolicy
        pidfile \(folder.file("slapd.pid"))
        threads 8
        \(globally)

        database mdb
        suffix "\(Slapd.base)"
        rootdn "\(Slapd.rootDN)"
        rootpw "\(Slapd.rootPassword)"
        directory \(folder.file("db"))
        maxsize 67108864
        dbnosync
        index objectClass,uid,mail,member eq
        access to attrs=userPassword by anonymous auth by * none
        access to * by dn.exact="\(Slapd.serviceDN)" read by * none
        overlay memberof
        memberof-refint TRUE
        \(inDatabase)
        """
    }
}
