internal import Login

/// The cookie by which a browser is known to have signed in before. It signs nobody in.
///
/// `__Host-`, HttpOnly as the session's. Strict: only forms of our own pages need it.
enum DeviceCookie {
    static let name = SessionCookie.name + "-device"

    /// What sets it, for so many seconds.
    static func setting(_ sealed: String, age: Int) -> (String, String) {
        ("Set-Cookie", "\(name)=\(sealed); Max-Age=\(age); Path=/; Secure; HttpOnly; SameSite=Strict")
    }

    /// The value in a Cookie header, as of the session's.
    static func value(in header: CookieHeader) -> String? {
        header.sealedValue(of: name, longest: DeviceSeals.longest)
    }
}
