internal import CLDAP

extension DistinguishedName.Assertion {
    /// Reads one of the library's.
    init(_ assertion: LDAPAVA) {
        type = unsafe Self.canonical(String(decoding: Self.bytes(assertion.la_attr), as: UTF8.self))
        let bytes = unsafe Self.bytes(assertion.la_value)
        value =
            unsafe assertion.la_flags & UInt32(LDAP_AVA_BINARY) != 0
            ? NameValue(ber: bytes) : NameValue(bytes)
    }

    /// One of an attribute's name, in any case, and a value of it.
    init(_ attribute: String, _ text: String) {
        type = Self.canonical(attribute)
        value = NameValue(Array(text.utf8))
    }

    private static func bytes(_ value: berval) -> [UInt8] {
        unsafe Array(UnsafeRawBufferPointer(start: value.bv_val, count: Int(value.bv_len)))
    }

    /// One spelling for a type that has several: its short name, in lower case.
    static func canonical(_ type: String) -> String {
        var name = type.lowercased()
        if name.hasPrefix("oid.") { name.removeFirst(4) }
        return shortNames[name] ?? name
    }

    /// RFC 4514, 3, and RFC 4519, 2.
    private static let shortNames = [
        "2.5.4.3": "cn", "commonname": "cn",
        "2.5.4.4": "sn", "surname": "sn",
        "2.5.4.5": "serialnumber",
        "2.5.4.6": "c", "countryname": "c",
        "2.5.4.7": "l", "localityname": "l",
        "2.5.4.8": "st", "stateorprovincename": "st",
        "2.5.4.9": "street", "streetaddress": "street",
        "2.5.4.10": "o", "organizationname": "o",
        "2.5.4.11": "ou", "organizationalunitname": "ou",
        "2.5.4.12": "title",
        "2.5.4.42": "givenname", "gn": "givenname",
        "0.9.2342.19200300.100.1.1": "uid", "userid": "uid",
        "0.9.2342.19200300.100.1.3": "mail", "rfc822mailbox": "mail",
        "0.9.2342.19200300.100.1.25": "dc", "domaincomponent": "dc",
        "1.2.840.113549.1.9.1": "email", "emailaddress": "email",
    ]
}
