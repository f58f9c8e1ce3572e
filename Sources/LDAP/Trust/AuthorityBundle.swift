internal import Foundation
internal import Glibc
internal import Secrets

/// The certificates of the authorities, read from wherever they are: what is handed to libldap, and by which a change
/// is noticed.
///
/// libldap with GnuTLS has an option for folders (`LDAP_OPT_X_TLS_CACERTDIR`). It takes whatever lies there, passes
/// over an empty folder with no more than a line of debugging output, and gives no way to see that a file has changed.
struct AuthorityBundle: Hashable {
    /// Each certificate once, in DER; never empty.
    private let certificates: [[UInt8]]

    /// The largest file that is read, in bytes; the system's has 200,000.
    static let fileLimit = 4 << 20
    /// The most files of a folder; `/etc/ssl/certs` has 300.
    static let folderLimit = 2000
    /// The most certificates altogether.
    static let certificateLimit = 5000

    /// Reads what `authorities` names; nil for `.none`.
    ///
    /// - Throws: `LDAPConfigurationError` where it cannot be read, holds no certificate or a broken one.
    static func read(_ authorities: Trust.Authorities) throws(LDAPConfigurationError) -> AuthorityBundle? {
        switch authorities {
        case .none: return nil
        case .file(let path): return try AuthorityBundle(file: path)
        case .directory(let path): return try AuthorityBundle(directory: path)
        case .system:
            guard let path = systemFiles.first(where: { unsafe access($0, R_OK) == 0 }) else {
                throw LDAPConfigurationError(
                    "the system has no file of certificate authorities: install the package ca-certificates, or name a file"
                )
            }
            return try AuthorityBundle(file: path)
        }
    }

    /// Where systems keep the file of all the authorities: Debian, Fedora, SUSE, Alpine, in this order.
    private static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    private init(file path: String) throws(LDAPConfigurationError) {
        certificates = try Self.certificates(in: path)
        guard !certificates.isEmpty else {
            throw LDAPConfigurationError(
                "the file of certificate authorities \(path) holds no certificate: it must be PEM (BEGIN CERTIFICATE)"
            )
        }
    }

    private init(directory path: String) throws(LDAPConfigurationError) {
        let what = "the folder of certificate authorities \(path)"
        var names: [String] = []
        guard let folder = unsafe opendir(path) else {
            throw LDAPConfigurationError("\(what) cannot be read: \(systemWords(errno))")
        }
        defer { unsafe closedir(folder) }
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            guard Self.isCertificateName(name) else { continue }
            names.append(name)
            guard names.count <= Self.folderLimit else {
                throw LDAPConfigurationError(
                    "\(what) holds more than \(Self.folderLimit) files: name the folder of those that are needed"
                )
            }
        }
        var found: [[UInt8]] = []
        var known: Set<[UInt8]> = []
        // In one order, so that the same folder gives the same bundle.
        for name in names.sorted() {
            found += try Self.certificates(in: path + "/" + name).filter { known.insert($0).inserted }
            guard found.count <= Self.certificateLimit else {
                throw LDAPConfigurationError("\(what) holds more than \(Self.certificateLimit) certificates")
            }
        }
        guard !found.isEmpty else {
            throw LDAPConfigurationError(
                "\(what) holds no certificate: put the authorities' there, as PEM, in files named *.pem or *.crt"
            )
        }
        certificates = found
    }

    /// `*.pem` and `*.crt` as people and packages write them, and the names of c_rehash, such as `5ed36f99.0`.
    private static func isCertificateName(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, let last = parts.last, !name.hasPrefix(".") else { return false }
        if ["pem", "crt"].contains(last.lowercased()) { return true }
        return parts.count == 2 && parts[0].count == 8 && parts[0].allSatisfy(\.isHexDigit)
            && (1...3).contains(last.count) && last.allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func certificates(in path: String) throws(LDAPConfigurationError) -> [[UInt8]] {
        do {
            return try PEMCertificates.read(try BoundedFile.read(path, limit: fileLimit))
        } catch let failure as BoundedFile.Failure {
            throw LDAPConfigurationError(
                "the file of certificate authorities \(path) cannot be read: \(failure.words)")
        } catch {
            throw LDAPConfigurationError(
                "the file of certificate authorities \(path) holds a certificate that is broken: \(presentable("\(error)"))"
            )
        }
    }

    /// All of them as one PEM text.
    var pem: [UInt8] {
        var text: [UInt8] = []
        for certificate in certificates {
            text += Array("-----BEGIN CERTIFICATE-----\n".utf8)
            text += Data(certificate).base64EncodedData(
                options: [.lineLength64Characters, .endLineWithLineFeed])
            text += Array("\n-----END CERTIFICATE-----\n".utf8)
        }
        return text
    }
}
