import TestSupport
import Testing

extension HTTPAnswer {
    /// The session's cookie that it sets, as the header with which a browser sends it back.
    func cookie() throws -> String {
        let session = values("set-cookie").first { $0.hasPrefix("__Host-jitsi-ldap-login=") }
        return "Cookie: " + (try #require(session, "status \(status)")).prefix { $0 != ";" }
    }
}
