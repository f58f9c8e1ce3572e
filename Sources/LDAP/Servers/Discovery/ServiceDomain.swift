/// A DNS domain whose servers are asked for.
struct ServiceDomain: Sendable, Equatable {
    /// In lower case, without a dot at the end.
    let name: String

    /// - Throws: `LDAPConfigurationError` where `text` is no domain name, or too long for the names that are asked for.
    init(parsing text: String) throws(LDAPConfigurationError) {
        let name = Self.normalized(text)
        // A name has at most 253 characters (RFC 1035, 2.3.4); "_ldaps._tcp." is put before it.
        guard ServerAddress.isName(name[...]), !ServerAddress.isNumeric(name[...]), name.utf8.count <= 240
        else {
            throw LDAPConfigurationError(
                "'\(presentable(text))' is no DNS domain: write dns:example.org")
        }
        self.name = name
    }

    /// A domain that has been checked.
    init(checked text: String) {
        name = Self.normalized(text)
    }

    /// The name that the SRV records of a service stand under.
    func records(of service: String) -> String { "_\(service)._tcp.\(name)" }

    /// The host that an SRV record names, where it is a host name inside of this domain: whoever can write other
    /// records there could otherwise have passwords sent to a server of his own, with a good certificate for its name.
    func host(_ target: String) -> String? {
        let host = Self.normalized(target)
        guard host == name || host.hasSuffix("." + name), ServerAddress.isName(host[...]) else { return nil }
        return host
    }

    private static func normalized(_ text: String) -> String {
        let lower = text.lowercased()
        return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }
}
