import LDAP
import Secrets
import TestSupport

/// A directory that a fixture started, reached by the module `LDAP`: what the product itself makes of it.
struct RealDirectory {
    let servers: DirectoryServers

    init(
        _ address: String, _ security: Security? = nil, authority: String, dn: String, password: String
    ) throws {
        let server = try ServerAddress(parsing: address)
        let security = security ?? (server.scheme == .ldaps ? .ldaps : .plainText)
        servers = try DirectoryServers(
            [DirectoryServer(address: server, security: security)],
            trust: .file(authority),
            account: .account(dn: dn, password: SecretBytes(copying: Array(password.utf8))),
            connections: 4, timeout: .seconds(60))
    }

    init(_ slapd: Slapd) throws {
        try self.init(
            slapd.ldapsAddress, authority: slapd.certificateAuthorityFile, dn: Slapd.serviceDN,
            password: Slapd.servicePassword)
    }

    init(_ directory: Directory389) throws {
        try self.init(
            directory.ldapsAddress, authority: directory.certificateAuthorityFile,
            dn: Directory389.serviceDN, password: Directory389.servicePassword)
    }

    init(_ domain: SambaDomain) throws {
        try self.init(
            domain.ldapsAddress, authority: domain.certificateAuthorityFile, dn: SambaDomain.serviceName,
            password: SambaDomain.servicePassword)
    }

    func verify(_ dn: String, _ password: String) throws -> BindResult {
        try servers.withServer { session throws(LDAPError) in
            try session.verify(dn: dn, password: SecretBytes(copying: Array(password.utf8)))
        }
    }

    func find(_ filter: String, base: String, attributes: [String] = ["*"]) throws -> [Entry] {
        let filter = try Filter(parsing: filter)
        return try servers.withServer { session throws(LDAPError) in
            try session.search(base: base, filter: filter, attributes: attributes, sizeLimit: 2000)
        }.entries
    }
}
