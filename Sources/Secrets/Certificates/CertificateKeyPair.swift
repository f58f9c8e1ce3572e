internal import CCrypto

/// A certificate and the private key that belongs to it.
public enum CertificateKeyPair {
    /// Why they cannot be used.
    public enum Problem: Error, Sendable, Equatable {
        /// There is no readable certificate in the PEM; libcrypto's words.
        case noCertificate(String)
        /// There is no readable private key in the PEM; libcrypto's words.
        case noKey(String)
        /// The key is encrypted with a passphrase.
        case keyNeedsPassphrase
        /// The key is not the one that the (first) certificate was issued for.
        case doNotFit
    }

    /// Sees to it that both can be read and belong together.
    ///
    /// - Parameters:
    ///   - certificate: PEM; the first is the one that counts.
    ///   - key: PEM, in whatever form libcrypto reads, without a passphrase.
    /// - Returns: what the certificate says.
    public static func check(
        certificate: [UInt8], key: SecretBytes
    ) throws(Problem) -> CertificateSummary {
        let summary: CertificateSummary
        let leaf: X509Certificate
        do throws(CryptoFailure) {
            guard let first = try PEMCertificates.read(certificate).first else {
                throw CryptoFailure(operation: "", reasons: ["it holds none"])
            }
            leaf = try X509Certificate(der: first)
            summary = try CertificateSummary(der: first)
        } catch {
            throw .noCertificate(error.reasons.joined(separator: "; "))
        }
        let privateKey = unsafe try readKey(key)
        defer { unsafe EVP_PKEY_free(privateKey) }
        let fits = unsafe X509_check_private_key(leaf.pointer, privateKey) == 1
        ERR_clear_error()
        guard fits else { throw .doNotFit }
        return summary
    }

    /// - Returns: an `EVP_PKEY *`, the caller's to free.
    private static func readKey(_ text: SecretBytes) throws(Problem) -> OpaquePointer {
        unsafe try text.withUnsafeBytes { (bytes) throws(Problem) in
            guard let count = Int32(exactly: bytes.count),
                let memory = unsafe BIO_new_mem_buf(bytes.baseAddress, count)
            else { throw .noKey("out of memory") }
            defer { unsafe BIO_free(memory) }
            var wasAsked = false
            let key = unsafe withUnsafeMutablePointer(to: &wasAsked) {
                // Without a function of ours libcrypto would ask for the passphrase at the terminal.
                unsafe PEM_read_bio_PrivateKey(memory, nil, refusePassphrase, $0)
            }
            if let key = unsafe key { return unsafe key }
            let reasons = CryptoFailure.draining("").reasons.joined(separator: "; ")
            throw wasAsked ? .keyNeedsPassphrase : .noKey(reasons)
        }
    }
}

/// Notes that a passphrase was asked for, and has none to give (pem_password_cb(3)).
private func refusePassphrase(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int32, _ isForWriting: Int32,
    _ wasAsked: UnsafeMutableRawPointer?
) -> Int32 {
    unsafe wasAsked?.assumingMemoryBound(to: Bool.self).pointee = true
    return -1
}
