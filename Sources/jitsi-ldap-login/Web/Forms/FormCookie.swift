internal import Secrets

/// The cookie that a form is bound to: random bytes that say nothing of anybody (RFC 6265).
///
/// `__Host-`: only this host, by TLS and for the whole of it, can have set it (RFC 6265bis, 4.1.3.2), so that no neighbour
/// puts one of its own into a browser. HttpOnly: no script of Jitsi's page reads it.
///
/// Lax, as the session's. Strict would protect no more, since the form's own POST comes from our page either way, and a
/// form of another site comes without both. But who follows a link in a mail, comes back from an app or from the pop-up of
/// a site elsewhere (JaaS) would seem to have none, would be given a new one, and a form in another tab would be dead.
///
/// It lasts as long as the browser runs, and is never changed: two tabs have the same.
enum FormCookie {
    static let name = "__Host-jitsi-ldap-login-form"
    /// 192 bits of chance; 32 letters without a bit left over.
    private static let size = 24
    private static let letters = 32

    /// A new value.
    ///
    /// - Throws: `CryptoFailure` where there are no random bytes.
    static func make() throws(CryptoFailure) -> String {
        let random = try RandomBytes.secret(count: size)
        return unsafe random.withUnsafeBytes {
            unsafe String(decoding: Base64.encodeURLSafe($0), as: UTF8.self)
        }
    }

    /// What sets it.
    static func setting(_ value: String) -> (String, String) {
        ("Set-Cookie", "\(name)=\(value); Path=/; Secure; HttpOnly; SameSite=Lax")
    }

    /// The value in a Cookie header; nil where it is not there, is there twice, or is none that was ever set.
    ///
    /// Twice means that somebody else has had a hand in it: none is believed then.
    static func value(in header: CookieHeader) -> String? {
        let values = header.values(of: name)
        guard values.count == 1, let value = values.first, value.count == letters,
            Base64.decodeURLSafe(value) != nil
        else { return nil }
        return String(decoding: value, as: UTF8.self)
    }

    static func value(in header: String) -> String? { value(in: CookieHeader(header)) }
}
