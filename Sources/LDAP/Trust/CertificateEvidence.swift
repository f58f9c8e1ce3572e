public import Secrets

/// What is known of a certificate that was not accepted.
public struct CertificateEvidence: Sendable, Equatable {
    /// The TLS library's words.
    public let words: String
    /// What the certificate says; nil where it could not be had.
    public let certificate: CertificateSummary?

    init(words: String, certificate: CertificateSummary? = nil) {
        self.words = words
        self.certificate = certificate
    }
}
