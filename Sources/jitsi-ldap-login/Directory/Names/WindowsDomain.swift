internal import LDAP
internal import Locks

/// The Active Directory domain that people are searched for in, by its two names.
///
/// The DNS name is in the search base. The NetBIOS name (`CORP`) is asked for when somebody first types a name with
/// one, and kept: a domain that is renamed needs a restart.
final class WindowsDomain: Sendable {
    /// In lower case, such as `corp.example`; nil where the search base is in no domain, and no name is its.
    private let dnsName: String?
    /// The domain's own entry, such as `dc=corp,dc=example`.
    private let entry: String?
    private let netBIOSName = Guarded<String?>(nil)

    /// - Parameter base: where people are searched for.
    init(below base: DistinguishedName) {
        dnsName = base.dnsDomain
        entry = base.suffix
    }

    /// Whether `name` is the DNS name, in any case.
    func isNamed(inDNS name: String) -> Bool {
        name.lowercased() == dnsName
    }

    /// Whether `name` is one of the two, in any case.
    func isNamed(
        _ name: String, asking searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> Bool {
        if isNamed(inDNS: name) { return true }
        return try netBIOSName(asking: searcher)?.lowercased() == name.lowercased()
    }

    /// nil where the directory does not tell.
    private func netBIOSName(
        asking searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> String? {
        if let known = netBIOSName.withLock({ $0 }) { return known }
        guard let entry,
            let ours = try? FilterTemplate(
                parsing: "(&(objectClass=crossRef)(nETBIOSName=*)(nCName={domain}))", placeholders: ["domain"]
            ).filled(["domain": entry]),
            // The forest's configuration lies below its first domain, which need not be this one.
            let root = try searcher.entry(
                at: "", filter: .anything, attributes: ["configurationNamingContext"]),
            let configuration = root.string("configurationNamingContext"),
            let reference = try searcher.entry(
                at: "CN=Partitions," + configuration, scope: .oneLevel, filter: ours,
                attributes: ["nETBIOSName"]),
            let name = reference.string("nETBIOSName")
        else { return nil }
        netBIOSName.withLock { $0 = name }
        return name
    }
}
