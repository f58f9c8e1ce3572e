internal import LDAP
internal import Settings

extension Assembler {
    /// The directory as the login sees it (`directory`).
    ///
    /// - Parameters:
    ///   - avatars: nil where no pictures are configured.
    ///   - kept: how many connections may be kept open in the background.
    mutating func directory(
        avatars: AvatarAddresses?, keeping kept: Int, report: @escaping @Sendable (DirectoryEvent) -> Void
    ) -> LDAPDirectory? {
        guard let parts = directoryParts(avatars: avatars) else { return nil }
        // What may still be wrong is a file.
        let directory = configuration.directory
        guard let written = directory.caFile ?? directory.caDirectory ?? certificateFile ?? writtenServers
        else { return nil }
        return noting(written) { try parts.directory(keeping: kept, report: report) }
    }

    /// What the directory is made of.
    mutating func directoryParts(avatars: AvatarAddresses?) -> DirectoryParts? {
        let access = directoryAccess()
        let accounts = accounts(avatars: avatars)
        guard let access, let (way, finder, reader) = accounts else { return nil }
        return DirectoryParts(access: access, way: way, finder: finder, reader: reader)
    }

    private mutating func directoryAccess() -> DirectoryAccess? {
        let directory = configuration.directory
        let trust = trust()
        let account = serviceAccount()
        guard let source = source(), let trust, let account else { return nil }
        return DirectoryAccess(
            source: source, trust: trust, account: account, connections: directory.connections.value,
            timeout: directory.timeout.value)
    }

    private var writtenServers: Located<String>? {
        switch configuration.directory.servers {
        case .discovered(let domain): domain
        case .list(let addresses): addresses.first
        }
    }

    /// Which servers there are.
    private mutating func source() -> ServerSource? {
        let directory = configuration.directory
        switch directory.servers {
        case .discovered(let domain):
            return .dns(domain: domain.value, startTLS: directory.startTLS.value)
        case .list(let addresses):
            let servers = addresses.compactMap { address in
                noting(address) { try Self.server(address.value, directory) }
            }
            return servers.count == addresses.count ? .fixed(servers) : nil
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
