internal import LDAP
internal import Settings

extension Assembler {
    /// The directory as the login sees it (`directory`).
    mutating func directory(report: @escaping @Sendable (DirectoryEvent) -> Void) -> LDAPDirectory? {
        let servers = servers(report: report)
        let accounts = accounts()
        guard let servers, let (way, finder, reader) = accounts else { return nil }
        return LDAPDirectory(servers: servers, way: way, finder: finder, reader: reader)
    }

    /// The servers, with what is believed of them and who searches there.
    private mutating func servers(
        report: @escaping @Sendable (DirectoryEvent) -> Void
    ) -> DirectoryServers? {
        let directory = configuration.directory
        let trust = trust()
        let account = serviceAccount()
        guard let (source, written) = source(), let trust, let account else { return nil }
        // What may still be wrong is a file.
        return noting(directory.caFile ?? directory.caDirectory ?? certificateFile ?? written) {
            try DirectoryServers(
                source, trust: trust, account: account, connections: directory.connections.value,
                timeout: directory.timeout.value, report: report)
        }
    }

    /// Which servers there are, and where that is written.
    private mutating func source() -> (ServerSource, Located<String>)? {
        let directory = configuration.directory
        switch directory.servers {
        case .discovered(let domain):
            return (.dns(domain: domain.value, startTLS: directory.startTLS.value), domain)
        case .list(let addresses):
            let servers = addresses.compactMap { address in
                noting(address) { try Self.server(address.value, directory) }
            }
            guard servers.count == addresses.count, let first = addresses.first else { return nil }
            return (.fixed(servers), first)
        }
    }

    private static func server(_ text: String, _ directory: Configuration.Directory) throws -> DirectoryServer
    {
        let address = try ServerAddress(parsing: text)
        // The settings have seen to it that plain text is either loopback or asked for.
        let security: Security =
            switch address.scheme {
            case .ldaps: .ldaps
            case .ldapi: .localSocket
            case .ldap: directory.startTLS.value ? .startTLS : .plainText
            }
        return try DirectoryServer(address: address, security: security)
    }

    /// Whose certificates are believed, and which one is shown.
    private mutating func trust() -> Trust? {
        let directory = configuration.directory
        let pins = directory.pins.compactMap { pin in noting(pin) { try KeyPin(parsing: pin.value) } }
        guard pins.count == directory.pins.count else { return nil }
        let authorities: Trust.Authorities =
            if let file = directory.caFile {
                .file(file.value)
            } else if let folder = directory.caDirectory {
                .directory(folder.value)
            } else if pins.isEmpty {
                .system
            } else {
                // A pin proves the server by itself; who wants authorities too names them.
                .none
            }
        return Trust(authorities: authorities, pins: pins, clientCertificate: clientCertificate)
    }

    private var clientCertificate: ClientCertificate? {
        guard case .external(let certificate?, let key?) = configuration.directory.bind else { return nil }
        return ClientCertificate(certificateFile: certificate.value, keyFile: key.value.path)
    }

    private var certificateFile: Located<String>? {
        guard case .external(let file, _) = configuration.directory.bind else { return nil }
        return file
    }

    /// Who searches (`directory.bind`).
    private mutating func serviceAccount() -> ServiceAccount? {
        switch configuration.directory.bind {
        case .account(let dn, let file): secret(file).map { .account(dn: dn.value, password: $0) }
        case .external: .external
        case .anonymous: .anonymous
        case .asUser: ServiceAccount.none
        }
    }
}
