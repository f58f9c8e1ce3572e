internal import Glibc

extension Trust.Authorities {
    /// Where systems keep the file of all the authorities: Debian, Fedora, SUSE, Alpine, in this order.
    private static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    /// The PEM file.
    ///
    /// - Throws: `LDAPConfigurationError` where it cannot be read or holds no certificate, which GnuTLS passes over.
    func file() throws(LDAPConfigurationError) -> String {
        switch self {
        case .file(let path):
            guard unsafe access(path, R_OK) == 0 else {
                throw LDAPConfigurationError(
                    "the file of certificate authorities \(path) cannot be read: \(systemWords(errno))")
            }
            guard Self.holdsCertificate(path) else {
                throw LDAPConfigurationError(
                    "the file of certificate authorities \(path) holds no certificate: it must be PEM (BEGIN CERTIFICATE)"
                )
            }
            return path
        case .directory, .none: throw LDAPConfigurationError("not yet")
        case .system:
            if let path = Self.systemFiles.first(where: { unsafe access($0, R_OK) == 0 }) { return path }
            throw LDAPConfigurationError(
                "the system has no file of certificate authorities: install the package ca-certificates, or name a file"
            )
        }
    }

    private static func holdsCertificate(_ path: String) -> Bool {
        guard let file = unsafe fopen(path, "re") else { return false }
        defer { unsafe fclose(file) }
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { line in
            while let start = unsafe fgets(line.baseAddress, Int32(line.count), file) {
                // "BEGIN CERTIFICATE", "BEGIN X509 CERTIFICATE", "BEGIN TRUSTED CERTIFICATE".
                if unsafe strncmp(start, "-----BEGIN ", 11) == 0,
                    unsafe strstr(start, "CERTIFICATE-----") != nil
                {
                    return true
                }
            }
            return false
        }
    }
}
