import Foundation

/// The two generations of Jitsi's site file that the drop-ins must work with, in our words.
public enum SiteFile: String, CaseIterable, Sendable {
    case current
    case from2021 = "2021"

    /// The server block of a virtual host.
    ///
    /// - Parameters:
    ///   - folder: where `StandIn` has written; `dropIns` is the folder in it that is included before all locations.
    ///   - customIndex: the site's `$custom_index`, which a site file of 2021 does not have.
    ///   - changed: changes made to the file before it is filled in.
    public func server(
        host: String, port: UInt16, identity: CertificateAuthority.Identity, folder: TemporaryFolder,
        dropIns: String = "jaas", customIndex: String = "", changed: (String) -> String = { $0 }
    ) throws -> String {
        let words = [
            "@PORT@": "\(port)", "@HOST@": host, "@CERTIFICATE@": identity.certificateFile,
            "@KEY@": identity.keyFile, "@CUSTOM_INDEX@": customIndex, "@ROOT@": folder.file("web"),
            "@DROPINS@": folder.file(dropIns), "@INCLUDE@": "include \(folder.file(dropIns))/*.conf;",
        ]
        let template = changed(try Repository.text("Tests/Support/Site/\(rawValue).conf"))
        return words.reduce(template) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
    }

    /// Our file for the level of http, with the responder's socket at `socket`.
    public static func httpLevel(socket: String) throws -> String {
        try Repository.text("nginx/jitsi-ldap-login-http.conf")
            .replacingOccurrences(of: "/run/jitsi-ldap-login/fastcgi.sock", with: socket)
    }
}
