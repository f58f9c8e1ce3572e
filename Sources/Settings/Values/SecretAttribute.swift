/// Attributes that hold passwords or keys, or what those can be found out from.
///
/// What the configuration names is fetched into this process, and goes into a token that every participant of a meeting
/// can read: `name: userPassword` would hand out the hashes of a whole organisation.
enum SecretAttribute {
    /// In lower case, by name and by number: RFC 4519, 2.41; RFC 3112; [MS-ADTS] 3.1.1.4.4 and 3.1.1.3.1.5; Microsoft's LAPS;
    /// Samba's, MIT Kerberos's, FreeIPA's and 389's schemas; draft-behera-ldap-password-policy-10, 5.3.
    private static let names: Set = [
        "userpassword", "2.5.4.35", "authpassword", "1.3.6.1.4.1.4203.1.3.4", "unicodepwd",
        "1.2.840.113556.1.4.90", "dbcspwd", "1.2.840.113556.1.4.55", "lmpwdhistory", "ntpwdhistory",
        "supplementalcredentials", "unixuserpassword", "mssfu30password", "clearpassword",
        "ms-mcs-admpwd", "mslaps-password", "mslaps-encryptedpassword", "msds-managedpassword",
        "msds-keycredentiallink", "sambantpassword", "sambalmpassword", "sambapasswordhistory",
        "krbprincipalkey", "krbmkey", "krbpwdhistory", "ipanthash", "ipatokenotpkey",
        "passwordhistory", "pwdhistory", "oathsecret", "nsmultiplexorcredentials", "nsds5replicacredentials",
    ]

    /// - Parameter attribute: an attribute's name, perhaps with options.
    static func refuse(_ attribute: String) throws(Invalid) {
        guard names.contains(attribute.prefix { $0 != ";" }.lowercased()) else { return }
        throw Invalid(
            "\(quoted(attribute)) holds passwords, which are nobody's to read: name another attribute")
    }
}
