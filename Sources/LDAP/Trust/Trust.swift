internal import Glibc

/// Whose certificates are believed. Certificate and host name are always demanded; nothing switches that off.
public enum Trust: Sendable, Hashable {
    /// The certificate authorities that the system believes.
    case system
    /// The certificate authorities in a PEM file, given by its path, and no others.
    case file(String)

    /// Where systems keep the file of all the authorities: Debian, Fedora, SUSE, Alpine, in this order.
    private static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    /// The PEM file.
    ///
    /// - Throws: `LDAPConfigurationError` where it cannot be read.
    func file() throws(LDAPConfigurationError) -> String {
        switch self {
        case .file(let path):
            guard unsafe access(path, R_OK) == 0 else {
                throw LDAPConfigurationError(
                    "the file of certificate authorities \(path) cannot be read: \(systemWords(errno))")
            }
            return path
        case .system:
            if let path = Self.systemFiles.first(where: { unsafe access($0, R_OK) == 0 }) { return path }
            throw LDAPConfigurationError(
                "the system has no file of certificate authorities: install the package ca-certificates, or name a file")
        }
    }
}
