internal import Secrets

extension ClientCertificate {
    /// Both files as they are now, checked.
    struct Content {
        /// PEM.
        let certificate: [UInt8]
        /// PEM.
        let key: SecretBytes
        /// What the certificate says.
        let summary: CertificateSummary
    }

    /// Reads both files.
    ///
    /// - Throws: `LDAPConfigurationError` where one cannot be read, others may read the key, or they do not belong
    ///   together.
    func read() throws(LDAPConfigurationError) -> Content {
        let certificate: [UInt8]
        do throws(BoundedFile.Failure) {
            certificate = try BoundedFile.read(certificateFile, limit: 1 << 20)
        } catch {
            throw LDAPConfigurationError(
                "the client certificate \(certificateFile) cannot be read: \(error.words)")
        }
        let key: SecretBytes
        do throws(SecretFileError) {
            key = try SecretFile.read(keyFile)
        } catch {
            throw LDAPConfigurationError("the key of the client certificate: \(error)")
        }
        let summary: CertificateSummary
        do throws(CertificateKeyPair.Problem) {
            summary = try CertificateKeyPair.check(certificate: certificate, key: key)
        } catch {
            throw LDAPConfigurationError(words(for: error))
        }
        try checkDates(of: summary)
        return Content(certificate: certificate, key: key, summary: summary)
    }

    /// A server refuses a certificate out of its time by cutting the connection, which tells nobody why.
    private func checkDates(of summary: CertificateSummary) throws(LDAPConfigurationError) {
        if summary.notAfter < .now {
            throw LDAPConfigurationError(
                "the client certificate \(certificateFile) expired on \(summary.notAfter): renew it")
        }
        if summary.notBefore > .now {
            throw LDAPConfigurationError(
                "the client certificate \(certificateFile) is not valid before \(summary.notBefore): check the clock of this machine"
            )
        }
    }

    private func words(for problem: CertificateKeyPair.Problem) -> String {
        switch problem {
        case .noCertificate(let reason):
            "the client certificate \(certificateFile) holds no readable certificate: it must be PEM (BEGIN CERTIFICATE); \(presentable(reason))"
        case .noKey(let reason):
            "the key of the client certificate \(keyFile) holds no readable private key: it must be PEM (BEGIN PRIVATE KEY); \(presentable(reason))"
        case .keyNeedsPassphrase:
            "the key of the client certificate \(keyFile) is encrypted: write it without its passphrase (openssl pkey -in … -out …) into a file that others cannot read"
        case .doNotFit:
            "the client certificate \(certificateFile) was not issued for the key \(keyFile): name the two that belong together"
        }
    }
}
