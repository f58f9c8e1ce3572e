import Foundation

/// A certificate authority of a test's own (P-256, by the openssl command).
public final class CertificateAuthority: Sendable {
    private let folder: TemporaryFolder
    /// The authority's own certificate, PEM.
    public let certificateFile: String

    /// - Parameter key: what `openssl req -newkey` takes, with its options.
    public init(name: String = "Test CA", key: [String] = CertificateAuthority.p256) throws {
        folder = try TemporaryFolder()
        certificateFile = folder.file("ca.pem")
        try Command.output(
            [
                "openssl", "req", "-x509", "-newkey",
            ] + key + [
                "-nodes",
                "-days", "30", "-subj", "/CN=\(name)", "-addext", "keyUsage=critical,keyCertSign,cRLSign",
                "-keyout", folder.file("ca.key"), "-out", certificateFile,
            ])
    }

    /// The authority's own certificate.
    public func pem() throws -> String { try String(contentsOfFile: certificateFile, encoding: .utf8) }

    /// A certificate and key, both PEM files that live as long as the authority.
    public struct Identity: Sendable {
        public let certificateFile: String
        public let keyFile: String

        public init(certificateFile: String, keyFile: String) {
            self.certificateFile = certificateFile
            self.keyFile = keyFile
        }
    }

    /// A key on the curve P-256.
    public static let p256 = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]

    /// Issues a certificate for `names` (DNS names, or IP addresses such as 127.0.0.1; "DNS:127.0.0.1" is the address as a
    /// name, for clients that compare nothing else).
    ///
    /// - Parameters:
    ///   - validDays: its length from now; a negative one is already over.
    ///   - startingIn: the days until its time begins; only where that matters, as another command issues it then.
    ///   - subject: the distinguished name as openssl takes it, such as "/O=Example/CN=jitsi"; nil: the first name.
    ///   - key: what `openssl req -newkey` takes, with its options.
    ///   - digest: the hash that is signed.
    public func issue(
        for names: [String], validDays: Int = 20, startingIn: Int? = nil, subject: String? = nil,
        key: [String] = CertificateAuthority.p256, digest: String = "sha256"
    ) throws -> Identity {
        let stem = UUID().uuidString
        let alternatives = names.map { name in
            name.hasPrefix("DNS:")
                ? name
                : (name.allSatisfy { $0.isNumber || $0 == "." } || name.contains(":") ? "IP:" : "DNS:") + name
        }
        try folder.write(
            """
            basicConstraints=CA:FALSE
            extendedKeyUsage=serverAuth,clientAuth
            subjectAltName=\(alternatives.joined(separator: ","))
            """, to: stem + ".ext")
        try Command.output(
            [
                "openssl", "req", "-utf8", "-newkey",
            ] + key + [
                "-nodes",
                "-subj", subject ?? "/CN=\(names.first ?? "nobody")", "-keyout", folder.file(stem + ".key"),
                "-out", folder.file(stem + ".csr"),
            ])
        let identity = Identity(
            certificateFile: folder.file(stem + ".pem"), keyFile: folder.file(stem + ".key"))
        if let startingIn {
            try sign(stem, startingIn: startingIn, validDays: validDays)
            return identity
        }
        try Command.output([
            "openssl", "x509", "-req", "-\(digest)", "-in", folder.file(stem + ".csr"), "-CA",
            certificateFile,
            "-CAkey", folder.file("ca.key"), "-set_serial",
            "0x\(stem.replacingOccurrences(of: "-", with: ""))",
            "-days", "\(validDays)", "-extfile", folder.file(stem + ".ext"), "-out",
            folder.file(stem + ".pem"),
        ])
        return identity
    }

    /// `openssl x509` cannot postpone the beginning of a certificate; `openssl ca` can, and wants a file of settings.
    private func sign(_ stem: String, startingIn: Int, validDays: Int) throws {
        let format = DateFormatter()
        format.dateFormat = "yyyyMMddHHmmss'Z'"
        format.timeZone = TimeZone(identifier: "UTC")
        format.locale = Locale(identifier: "en_US_POSIX")
        let start = Date(timeIntervalSinceNow: Double(startingIn) * 86_400)
        try folder.write("", to: stem + ".index")
        try folder.write(
            """
            [ca]
            default_ca=this
            [this]
            database=\(folder.file(stem + ".index"))
            new_certs_dir=\(folder.path)
            rand_serial=yes
            default_md=sha256
            policy=any
            [any]
            commonName=optional
            organizationName=optional
            """, to: stem + ".cnf")
        try Command.output([
            "openssl", "ca", "-batch", "-notext", "-config", folder.file(stem + ".cnf"), "-in",
            folder.file(stem + ".csr"), "-cert", certificateFile, "-keyfile", folder.file("ca.key"),
            "-startdate", format.string(from: start), "-enddate",
            format.string(from: start.addingTimeInterval(Double(validDays) * 86_400)), "-extfile",
            folder.file(stem + ".ext"), "-out", folder.file(stem + ".pem"),
        ])
    }
}
