internal import Login

/// The cookie that holds the sealed session (RFC 6265).
///
/// `__Host-`: only this host, by TLS and for the whole of it, can have set it (RFC 6265bis, 4.1.3.2). HttpOnly: no script of
/// Jitsi's page reads it. Lax: other sites' forms, frames and images come without it, and links with it.
enum SessionCookie {
    static let name = "__Host-jitsi-ldap-login"
    private static let attributes = "; Path=/; Secure; HttpOnly; SameSite=Lax"

    /// What sets it.
    ///
    /// - Parameter age: in seconds, how long the browser keeps it; nil: as long as it runs.
    static func setting(_ sealed: String, age: Int?) -> (String, String) {
        ("Set-Cookie", "\(name)=\(sealed)\(age.map { "; Max-Age=\($0)" } ?? "")\(attributes)")
    }

    /// What takes it away.
    static let removal = ("Set-Cookie", "\(name)=; Max-Age=0\(attributes)")

    /// The value in a Cookie header; nil where it is not there, is there twice, or holds what was never set.
    ///
    /// Twice means that somebody else has had a hand in it: none is believed then.
    static func value(in header: String) -> String? {
        let values = CookieHeader.values(of: name, in: header)
        guard values.count == 1, let value = values.first, !value.isEmpty,
            value.count <= SessionSeals.longest, value.allSatisfy(isPart)
        else { return nil }
        return String(Substring(value))
    }

    /// Of base64url (RFC 4648, 5).
    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
