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
    static func value(in header: CookieHeader) -> String? {
        header.sealedValue(of: name, longest: SessionSeals.longest)
    }

    static func value(in header: String) -> String? { value(in: CookieHeader(header)) }
}
