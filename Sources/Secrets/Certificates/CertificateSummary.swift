/// What a certificate says, read for people: a log line, an error, a report. It proves nothing by itself.
///
/// Every text in it comes from whoever made the certificate; it is bounded and holds no control characters.
public struct CertificateSummary: Sendable, Hashable {
    /// Whom it was issued to, as in RFC 4514; at most 200 characters.
    public let subject: String
    /// Who issued it, as in RFC 4514; at most 200 characters.
    public let issuer: String
    /// The host names that it holds (subjectAltName, dNSName), at most 20.
    public let hostNames: [String]
    /// The IP addresses that it holds (subjectAltName, iPAddress), at most 20.
    public let addresses: [String]
    /// Whether there are more names or addresses than these.
    public let holdsMoreNames: Bool
    /// When its time begins.
    public let notBefore: CertificateTime
    /// When its time is over.
    public let notAfter: CertificateTime
    /// Whether it was signed with its own key, so that nobody else vouches for it.
    public let isSelfSigned: Bool
    /// The SHA-256 of its SubjectPublicKeyInfo, 32 bytes: what a pin holds (RFC 7469, 2.4).
    public let keyDigest: [UInt8]
    /// The kind and size of its key, such as "RSA, 2048 bits".
    public let key: String
    /// How it was signed, such as "sha256WithRSAEncryption".
    public let signatureAlgorithm: String

    /// The names and addresses in one text; the subject where it holds none.
    public var names: String {
        let all = hostNames + addresses
        guard !all.isEmpty else { return "no name but its subject '\(subject)'" }
        return all.joined(separator: ", ") + (holdsMoreNames ? " and others" : "")
    }
}
