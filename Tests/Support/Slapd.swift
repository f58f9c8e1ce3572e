import Foundation

/// A real OpenLDAP server in a temporary folder: plain (with StartTLS) and LDAPS on free loopback ports, a certificate
/// of a test authority for 127.0.0.1, the memberof overlay, and the people of `SlapdPeople`.
///
/// Nobody may search but `serviceDN`; everybody may bind.
public final class Slapd: @unchecked Sendable {
    // `process` is the only thing that changes, under `lock`.
    /// The port for `ldap://`, where StartTLS works too.
    public let plainPort: UInt16
    /// The port for `ldaps://`.
    public let tlsPort: UInt16
    public let authority: CertificateAuthority
    public let folder: TemporaryFolder
    private let lock = NSLock()
    private var process: ServerProcess?

    public static let base = "dc=example,dc=org"
    public static let peopleBase = "ou=people,dc=example,dc=org"
    public static let groupsBase = "ou=groups,dc=example,dc=org"
    /// The account that may search, and nothing else.
    public static let serviceDN = "cn=jitsi,ou=services,dc=example,dc=org"
    public static let servicePassword = "service secret"
    static let rootDN = "cn=root,dc=example,dc=org"
    static let rootPassword = "root secret"

    /// Starts slapd and loads the entries.
    ///
    /// - Parameters:
    ///   - ldif: the entries below `base`, which is made first, with `ou=people`, `ou=groups`, `ou=services`.
    ///   - identity: the server's certificate; nil: one for 127.0.0.1 by `authority`.
    ///   - hasTLS: false: no certificate, so that StartTLS is refused and there is no LDAPS.
    ///   - globally, inDatabase: further lines of slapd.conf(5).
    ///   - logLevel: slapd's `-d`; "none" where speed is measured.
    public init(
        ldif: String = SlapdPeople.ldif, authority: CertificateAuthority? = nil,
        identity: CertificateAuthority.Identity? = nil, hasTLS: Bool = true, globally: String = "",
        inDatabase: String = "", logLevel: String = "stats"
    ) throws {
        let authority = try authority ?? CertificateAuthority()
        self.authority = authority
        plainPort = FreePort.next()
        tlsPort = FreePort.next()
        folder = try TemporaryFolder()
        let identity = try identity ?? authority.issue(for: ["127.0.0.1"])
        let tls = """
            TLSCACertificateFile \(authority.certificateFile)
            TLSCertificateFile \(identity.certificateFile)
            TLSCertificateKeyFile \(identity.keyFile)
            """
        try FileManager.default.createDirectory(
            atPath: folder.file("db"), withIntermediateDirectories: true)
        try folder.write(
            SlapdConfiguration.text(
                folder: folder, globally: (hasTLS ? tls + "\n" : "") + globally, inDatabase: inDatabase),
            to: "slapd.conf")
        self.hasTLS = hasTLS
        self.logLevel = logLevel
        try start()
        try add(SlapdPeople.skeleton + "\n" + ldif)
    }

    private let hasTLS: Bool
    private let logLevel: String

    public var ldapsAddress: String { "ldaps://127.0.0.1:\(tlsPort)" }
    /// The Unix socket where it listens too.
    public var socketAddress: String {
        "ldapi://" + folder.file("ldapi").replacingOccurrences(of: "/", with: "%2F")
    }
    public var plainAddress: String { "ldap://127.0.0.1:\(plainPort)" }
    public var certificateAuthorityFile: String { authority.certificateFile }
    public var pid: Int32 { lock.withLock { process?.pid ?? 0 } }

    /// What slapd logged since its last start, at level `stats`: one line for each operation, without passwords.
    public var log: String { lock.withLock { process?.log ?? "" } }

    /// How many binds as `dn` the server has seen since its last start.
    public func binds(as dn: String) -> Int {
        log.components(separatedBy: "BIND dn=\"\(dn)\" method=").count - 1
    }

    /// Starts slapd, on the same ports and with the same entries as before.
    public func start() throws {
        let addresses = "\(plainAddress)/ \(socketAddress)/ " + (hasTLS ? ldapsAddress + "/" : "")
        let process = try ServerProcess(
            ["slapd", "-d", logLevel, "-f", folder.file("slapd.conf"), "-h", addresses],
            log: folder.file("slapd.log"), environment: ["LDAPNOINIT": "1"])
        try process.wait { accepts(port: plainPort) && (!hasTLS || accepts(port: tlsPort)) }
        lock.withLock { self.process = process }
    }

    /// Ends slapd; its connections are closed.
    public func stop() {
        lock.withLock { process }?.stop()
    }

    /// Whether somebody has sent something over TLS that slapd has not read yet: Recv-Q of ss(8).
    public var hasUnread: Bool {
        let connections = try? Command.output(["ss", "-Htn", "state", "established", "sport = :\(tlsPort)"])
        return connections?.split(separator: "\n").contains { !$0.hasPrefix("0 ") } ?? false
    }

    /// Stops slapd in its tracks (SIGSTOP): it accepts and says nothing, until `resume`.
    public func pause() {
        lock.withLock { process }?.signal(SIGSTOP)
        let threads = "/proc/\(pid)/task"
        _ = eventually {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: threads)) ?? []
            return names.allSatisfy { name in
                let status = try? String(contentsOfFile: "\(threads)/\(name)/status", encoding: .utf8)
                return status?.contains("State:\tT") ?? true
            }
        }
    }
    public func resume() { lock.withLock { process }?.signal(SIGCONT) }

    /// Adds the entries of an LDIF, or changes them where it says `changetype: modify`.
    public func add(_ ldif: String) throws {
        try Command.output(
            ["ldapmodify", "-a", "-x", "-H", plainAddress, "-D", Self.rootDN, "-w", Self.rootPassword],
            input: ldif, environment: ["LDAPNOINIT": "1"])
    }
}
