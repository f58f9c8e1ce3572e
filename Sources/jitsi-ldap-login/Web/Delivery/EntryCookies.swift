internal import JitsiToken

/// What keeps the bounce from sending somebody back whose token is in the fragment (`meet.delivery: fragment`): nginx sees no
/// token then, only this cookie (RFC 6265). It says nothing of anybody. A browser that did not take it would log in for ever;
/// but then it has not brought back the one of its form either (`FormCookie`), and has not come so far.
///
/// `__Secure-`: only by TLS can they have been set (RFC 6265bis, 4.1.3.1).
enum EntryCookies {
    /// Set on the way into a room, for its address alone: `$jitsi_ldap_login_token` in nginx/jitsi-ldap-login-http.conf lets it
    /// pass. For that room's login as well: who comes back to it while the cookie lasts was sent back by nginx, all the same.
    static let entered = "__Secure-jitsi-ldap-login-entered"

    /// How long a room's address passes without a token, in seconds: one redirect. Whoever comes later, or has reloaded once
    /// Jitsi's client has taken the token out of the address, is led to the login.
    static let lifetime = 10
    /// The longest `Path` that browsers take, in bytes (RFC 6265bis, 5.6).
    static let longestPath = 1024
    private static let attributes = "; Secure; HttpOnly; SameSite=Lax"

    /// What marks the way into `meeting`.
    static func marks(into meeting: MeetingAddress, at meet: MeetURL) -> [(String, String)] {
        let path = meeting.markedPath(at: meet)
        let logins = Router.loginPrefix + path
        // Of names this long the whole site passes for these seconds.
        guard logins.utf8.count <= longestPath else { return [mark(for: "/")] }
        return [mark(for: path), mark(for: logins)]
    }

    /// Whether a Cookie header has the cookie.
    static func has(_ name: String, in header: CookieHeader) -> Bool {
        header.values(of: name).contains { $0.elementsEqual("1".utf8) }
    }

    static func has(_ name: String, in header: String) -> Bool { has(name, in: CookieHeader(header)) }

    private static func mark(for path: String) -> (String, String) {
        ("Set-Cookie", "\(entered)=1; Max-Age=\(lifetime); Path=\(path)\(attributes)")
    }
}
