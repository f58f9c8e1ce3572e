import Foundation

/// A real Active Directory domain controller (Debian's Samba 4.17) for the domain corp.example, in a temporary folder,
/// on a loopback address of its own: LDAP with StartTLS on 389, LDAPS on 636, the global catalog on 3268 and 3269, and
/// DNS with the domain's SRV records on 53.
///
/// `SambaPeople` says who is in it. Making and starting it takes about 5 s, so tests share one: they may look and
/// sign in, and change only whom they added (`addPerson`).
///
/// Where Samba 4.17.12 differs from what Microsoft documents of its own:
/// - A name that nobody has is answered by `data 52e`, not by 525.
/// - `memberOf` comes whole, however many values it has: `memberOf;range=0-1499` is answered only where it is asked for
///   ([MS-ADTS] 3.1.1.3.1.3.3), the last part as `memberOf;range=1500-*`.
/// - A simple bind without TLS is refused with code 8 (`BindSimple: Transport encryption required.`).
/// - The extended operation "Who am I?" does not exist.
/// - A search at the domain's base ends with three references, to other naming contexts, as with Microsoft.
public final class SambaDomain: Sendable {
    /// The loopback address: 127.x.y.z. It is in the certificate too, beside `host` and `domain`.
    public let address: String
    public let authority: CertificateAuthority
    private let folder: TemporaryFolder
    private let process: RootProcess

    /// The one that tests share.
    public static let shared = Result { try SambaDomain() }

    public static let domain = "corp.example"
    /// The domain's NetBIOS name, as in `CORP\alice`.
    public static let netBIOSName = "CORP"
    /// The domain controller's name, which its DNS resolves to `address`.
    public static let host = "dc.corp.example"
    public static let base = "DC=corp,DC=example"
    /// The account that searches. It may do what everybody in the domain may: read.
    public static let serviceName = "jitsi@corp.example"
    public static let serviceDN = "CN=jitsi,CN=Users,DC=corp,DC=example"
    public static let servicePassword = "jitsi secret"
    static let administratorName = "administrator@corp.example"
    static let administratorPassword = "Administrator secret 1"

    /// Makes and starts it.
    ///
    /// - Throws: `ServerDidNotStart` with all that Samba said.
    public init(authority: CertificateAuthority? = nil) throws {
        let authority = try authority ?? CertificateAuthority()
        self.authority = authority
        let address = try LoopbackAddress.withFree(ports: [53, 389, 636])
        self.address = address
        folder = try TemporaryFolder()
        let identity = try authority.issue(for: [address, Self.host, Self.domain])
        for (source, name) in [
            (authority.certificateFile, "ca.pem"), (identity.certificateFile, "directory.pem"),
            (identity.keyFile, "directory.key"),
        ] {
            try FileManager.default.copyItem(atPath: source, toPath: folder.file(name))
        }
        try Data(SamplePhoto.jpeg).write(to: URL(fileURLWithPath: folder.file("photo.jpg")))
        process = try RootProcess(
            "samba.sh", [folder.path, address, "\(getpid())"])
        try process.wait(within: 180) {
            LoopbackAddress.accepts(address, port: 636) && LoopbackAddress.accepts(address, port: 53)
        }
    }

    deinit { process.stop() }

    public var ldapsAddress: String { "ldaps://\(address)" }
    public var plainAddress: String { "ldap://\(address)" }
    public var certificateAuthorityFile: String { authority.certificateFile }
    /// What Samba printed.
    public var log: String { process.log }

    /// Adds a person whom a test may lock out, or change. The password is `SambaPeople.password(of: name)`.
    ///
    /// - Parameters:
    ///   - isLockable: whether three wrong passwords lock the account for a day. Nobody else can be locked.
    ///   - more: further attributes, in LDIF.
    /// - Returns: the DN.
    @discardableResult
    public func addPerson(_ name: String, isLockable: Bool = false, more: String = "") throws -> String {
        // [MS-ADTS] 3.1.1.3.1.5.1: the password in quotes, UTF-16, little endian.
        let password = Data(
            "\"\(SambaPeople.password(of: name))\"".utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] })
        let dn = SambaPeople.person(name)
        try change(
            """
            dn: \(dn)
            changetype: add
            objectClass: user
            sAMAccountName: \(name)
            userPrincipalName: \(name)@\(Self.domain)
            displayName: \(name.capitalized) Example
            mail: \(name)@\(Self.domain)
            userAccountControl: 512
            unicodePwd:: \(password.base64EncodedString())
            \(more)
            """)
        if isLockable {
            try change(
                "dn: \(SambaPeople.lockable)\nchangetype: modify\nadd: member\nmember: \(dn)\n")
        }
        return dn
    }

    /// Changes entries as the administrator, by an LDIF with `changetype:` lines. Other tests look at the
    /// same domain: only what is the test's own.
    public func change(_ ldif: String) throws {
        try Command.output(
            LDAPClient.tool(
                "ldapmodify", at: ldapsAddress, authority: certificateAuthorityFile,
                dn: Self.administratorName, password: Self.administratorPassword), input: ldif)
    }
}
