/// The certificate by which the service makes itself known to the directory (TLS client authentication).
public struct ClientCertificate: Sendable, Hashable {
    /// The path of the certificate, PEM; certificates of the authorities between may follow it.
    public let certificateFile: String
    /// The path of its private key, PEM, without a passphrase. Others may not read it.
    public let keyFile: String

    /// The certificate and the key in these files, which are read when the directory is set up.
    public init(certificateFile: String, keyFile: String) {
        self.certificateFile = certificateFile
        self.keyFile = keyFile
    }
}
