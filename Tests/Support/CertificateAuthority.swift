import Foundation

/// A certificate authority of a test's own (P-256, by the openssl command).
public final class CertificateAuthority: Sendable {
    private let folder: TemporaryFolder
    /// The authority's own certificate, PEM.
    public let certificateFile: String

    public init(name: String = "Test CA") throws {
        folder = try TemporaryFolder()
        certificateFile = folder.file("ca.pem")
        try Command.output([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "30", "-subj", "/CN=\(name)", "-addext", "keyUsage=critical,keyCertSign,cRLSign",
            "-keyout", folder.file("ca.key"), "-out", certificateFile,
        ])
    }

    /// A certificate and key, both PEM files that live as long as the authority.
    public struct Identity: Sendable {
        public let certificateFile: String
        public let keyFile: String

        public init(certificateFile: String, keyFile: String) {
            self.certificateFile = certificateFile
            self.keyFile = keyFile
        }
    }

    /// Issues a certificate for `names` (DNS names, or IP addresses such as 127.0.0.1).
    ///
    /// - Parameter validDays: its length from now; a negative one is already over.
    public func issue(for names: [String], validDays: Int = 20) throws -> Identity {
        let stem = UUID().uuidString
        let alternatives = names.map { name in
            (name.allSatisfy { $0.isNumber || $0 == "." } || name.contains(":") ? "IP:" : "DNS:") + name
        }
        try folder.write(
            """
            basicConstraints=CA:FALSE
            extendedKeyUsage=serverAuth,clientAuth
            subjectAltName=\(alternatives.joined(separator: ","))
            """, to: stem + ".ext")
        try Command.output([
            "openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-subj", "/CN=\(names.first ?? "nobody")", "-keyout", folder.file(stem + ".key"),
            "-out", folder.file(stem + ".csr"),
        ])
        try Command.output([
            "openssl", "x509", "-req", "-in", folder.file(stem + ".csr"), "-CA", certificateFile,
            "-CAkey", folder.file("ca.key"), "-set_serial",
            "0x\(stem.replacingOccurrences(of: "-", with: ""))",
            "-days", "\(validDays)", "-extfile", folder.file(stem + ".ext"), "-out",
            folder.file(stem + ".pem"),
        ])
        return Identity(certificateFile: folder.file(stem + ".pem"), keyFile: folder.file(stem + ".key"))
    }
}
