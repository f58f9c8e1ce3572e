/// One look-up of a domain's servers: which names are asked for, and what is made of the answers.
struct ServerFinding {
    /// What came of it.
    enum Result: Equatable {
        /// At least one, in the order in which they are to be tried.
        case servers([DirectoryServer])
        /// The domain says that there are none.
        case noService
        /// It does not say.
        case unknown(String)
    }

    private let domain: ServiceDomain
    private let startTLS: Bool
    private(set) var result = Result.unknown("nobody has been asked")
    /// The records that were not used: "target:port".
    private(set) var dropped: [String] = []
    /// For how long the result may be believed.
    private(set) var life = Duration.zero

    init(domain: ServiceDomain, startTLS: Bool) {
        self.domain = domain
        self.startTLS = startTLS
    }

    /// Asks for the records of the names in question.
    mutating func ask(_ records: (String) -> ServiceAnswer) {
        if startTLS {
            read(records(domain.records(of: "ldap")), .ldap, .startTLS)
            return
        }
        let encrypted = records(domain.records(of: "ldaps"))
        if encrypted == .absent {
            // Active Directory and FreeIPA list their servers for ldap:// only, and answer on 636 too.
            read(
                records(domain.records(of: "ldap")), .ldaps, .ldaps, port: ServerAddress.Scheme.ldaps.port)
        } else {
            read(encrypted, .ldaps, .ldaps)
        }
    }

    private mutating func read(
        _ answer: ServiceAnswer, _ scheme: ServerAddress.Scheme, _ security: Security, port: UInt16? = nil
    ) {
        switch answer {
        case .absent: result = .unknown("it has no SRV records")
        case .failed(let words): result = .unknown(words)
        case .records(let records):
            // RFC 2782: one record with the target "." says that the service is decidedly not available.
            if records.allSatisfy({ $0.target == "." }) {
                result = .noService
                return
            }
            let servers = servers(ServiceRecord.ordered(records)) { host, recorded in
                try? DirectoryServer(
                    address: ServerAddress(scheme: scheme, host: host, port: port ?? recorded),
                    security: security)
            }
            life = .seconds(Int(records.map(\.life).min() ?? 0))
            result = servers.isEmpty ? .unknown("none of its SRV records can be used") : .servers(servers)
        }
    }

    /// The servers that the records stand for, each once; what cannot be used is noted.
    private mutating func servers(
        _ records: [ServiceRecord], _ server: (_ host: String, _ port: UInt16) -> DirectoryServer?
    ) -> [DirectoryServer] {
        var servers: [DirectoryServer] = []
        for record in records {
            guard record.port > 0, let host = domain.host(record.target),
                let server = server(host, record.port)
            else {
                dropped.append("\(record.target):\(record.port)")
                continue
            }
            if servers.count < ServerDiscovery.mostServers, !servers.contains(server) {
                servers.append(server)
            }
        }
        return servers
    }
}
