/// A look at what the DNS says of a domain's directory servers, for an administrator.
public struct DiscoveryInspection: Sendable {
    /// The servers in the order in which they would be tried; none where `problem` says why.
    public let servers: [DirectoryServer]
    /// The names that were asked for, such as `_ldaps._tcp.example.org`.
    public let asked: [String]
    /// The records that are not believed, as `target:port`: such as of a host outside of the domain.
    public let dropped: [String]
    /// Why there are no servers; nil where there are some.
    public let problem: String?

    /// Asks the system's name servers, for as long as they take.
    ///
    /// - Parameters:
    ///   - domain: as in `ServerSource.dns`.
    ///   - startTLS: as in `ServerSource.dns`.
    public static func run(domain: String, startTLS: Bool) -> DiscoveryInspection {
        run(domain: domain, startTLS: startTLS, nameServer: nil)
    }

    static func run(domain: String, startTLS: Bool, nameServer: NameServer?) -> DiscoveryInspection {
        var asked: [String] = []
        let domain = ServiceDomain(checked: domain)
        var finding = ServerFinding(domain: domain, startTLS: startTLS)
        finding.ask { name in
            asked.append(name)
            return NameService.records(of: name, from: nameServer)
        }
        let dropped = Set(finding.dropped).sorted().map { presentable($0) }
        func inspection(_ servers: [DirectoryServer], _ problem: String?) -> DiscoveryInspection {
            DiscoveryInspection(servers: servers, asked: asked, dropped: dropped, problem: problem)
        }
        return switch finding.result {
        case .servers(let servers): inspection(servers, nil)
        case .noService: inspection([], "the DNS says that \(domain.name) has no such service")
        case .unknown(let words): inspection([], words)
        }
    }
}
