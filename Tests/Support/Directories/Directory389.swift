import Foundation

/// A real 389 Directory Server 2.3 (Debian's) with a tree as FreeIPA has it, in a temporary folder, as whatever user
/// runs the tests: plain with StartTLS and LDAPS on free loopback ports.
///
/// `People389` says who is in it. It takes about a second to start, and tests share one: they may look and sign in, and
/// change only whom they added (`addPerson`). Only `serviceDN` may search.
///
/// What FreeIPA adds to this server as plugins of its own is not here: passwords are kept by 389's own policy, and
/// `krbPasswordExpiration` and `krbPrincipalExpiration` are attributes that nobody acts on.
public final class Directory389: Sendable {
    /// The port for `ldap://`, where StartTLS works too.
    public let plainPort: UInt16
    /// The port for `ldaps://`.
    public let tlsPort: UInt16
    public let authority: CertificateAuthority
    private let folder: TemporaryFolder
    private let process: ServerProcess

    /// The one that tests share.
    public static let shared = Result { try Directory389() }

    public static let base = "dc=example,dc=org"
    public static let usersBase = "cn=users,cn=accounts,dc=example,dc=org"
    public static let groupsBase = "cn=groups,cn=accounts,dc=example,dc=org"
    /// The account that may read everything but passwords; it lies where FreeIPA's system accounts do.
    public static let serviceDN = "uid=jitsi,cn=sysaccounts,cn=etc,dc=example,dc=org"
    public static let servicePassword = "jitsi secret"
    static let rootDN = "cn=Directory Manager"
    static let rootPassword = "root secret"

    /// Starts it and adds the people.
    ///
    /// - Throws: `ServerDidNotStart` with all that the server said.
    public init(authority: CertificateAuthority? = nil) throws {
        let authority = try authority ?? CertificateAuthority()
        self.authority = authority
        plainPort = FreePort.next()
        tlsPort = FreePort.next()
        folder = try TemporaryFolder()
        let configuration = Directory389Configuration(
            folder: folder, plainPort: plainPort, tlsPort: tlsPort)
        try configuration.write()
        try Self.storeCertificate(
            of: authority, in: configuration.path, bundle: folder.file("certificate.p12"))
        process = try ServerProcess(
            ["ns-slapd", "-D", configuration.path, "-i", folder.file("pid"), "-d", "0"],
            log: folder.file("output"))
        let ports = [plainPort, tlsPort]
        try process.wait(within: 60) { ports.allSatisfy { accepts(port: $0) } }
        try add(People389.skeleton + People389.ldif)
    }

    public var ldapsAddress: String { "ldaps://127.0.0.1:\(tlsPort)" }
    public var plainAddress: String { "ldap://127.0.0.1:\(plainPort)" }
    public var certificateAuthorityFile: String { authority.certificateFile }
    /// What the server printed.
    public var log: String { process.log }

    /// Adds the entries of an LDIF, or changes them where it says `changetype: modify`, as the Directory Manager.
    public func add(_ ldif: String) throws {
        try Command.output(
            LDAPClient.tool(
                "ldapmodify", at: plainAddress, authority: nil, dn: Self.rootDN, password: Self.rootPassword)
                + ["-a"], input: ldif)
    }

    /// Adds a person whom a test may lock out, or change. The password is `People389.password(of: uid)`.
    ///
    /// - Returns: the DN.
    @discardableResult
    public func addPerson(_ uid: String, _ state: People389.State, more: String = "") throws -> String {
        try add(People389.entry(uid, state, more: more))
        return People389.person(uid)
    }

    /// A certificate for 127.0.0.1, in the NSS database where this server looks for it.
    private static func storeCertificate(
        of authority: CertificateAuthority, in database: String, bundle: String
    ) throws {
        let identity = try authority.issue(for: ["127.0.0.1"])
        try Command.output([
            "openssl", "pkcs12", "-export", "-in", identity.certificateFile, "-inkey", identity.keyFile,
            "-name", Directory389Configuration.certificateName, "-out", bundle, "-passout", "pass:",
        ])
        try Command.output(["certutil", "-N", "-d", database, "--empty-password"])
        try Command.output([
            "certutil", "-A", "-d", database, "-n", "authority", "-t", "CT,,", "-a", "-i",
            authority.certificateFile,
        ])
        try Command.output(["pk12util", "-i", bundle, "-d", database, "-W", "", "-K", ""])
    }
}
