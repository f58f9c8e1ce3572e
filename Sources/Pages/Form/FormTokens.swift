public import Secrets

/// What makes a form good for one browser and some hours: a sealed text in a hidden field of every form that changes
/// something (a CSRF token; OWASP calls this the signed double-submit cookie).
///
/// It holds its moment and the value of the browser's own cookie. So nothing is kept here, any instance with the same keys
/// takes the form, and a form that somebody else has fetched for themselves is worth nothing in this browser: that
/// somebody be signed in as the attacker (login CSRF) as little as that they be signed out.
///
/// It is sealed with another nonce each time: where the page is compressed, its length tells nothing of the token.
public struct FormTokens: Sendable {
    /// How long a form is good, in seconds: a page that was opened in the morning works in the afternoon. The cookie, and
    /// not the time, is what keeps others out; the time bounds what a copied page is worth.
    public static let lifetime = 28_800

    /// How far clocks of several hosts may be apart, in seconds.
    static let skew = 60
    private static let momentSize = 5
    private let keys: PurposeKeys

    /// - Parameter site: the origin of the login. A form of another site is none, though its keys be the same.
    /// - Throws: `CryptoFailure` where libcrypto cannot derive keys.
    public init(keys: SealingKeys, site: String) throws(CryptoFailure) {
        self.keys = try PurposeKeys(keys, purpose: "form at " + site)
    }

    /// A token of letters, digits, `-` and `_`.
    ///
    /// - Parameters:
    ///   - browser: what the browser's cookie holds.
    ///   - now: seconds since 1970.
    /// - Throws: `CryptoFailure` where there are no random bytes.
    public func token(for browser: SecretBytes, at now: Int) throws(CryptoFailure) -> String {
        let moment = UInt64(clamping: now)
        var record: [UInt8] = []
        // Room for all at once: a record that grows leaves copies behind.
        record.reserveCapacity(Self.momentSize + browser.count)
        for place in (0..<Self.momentSize).reversed() {
            record.append(UInt8(truncatingIfNeeded: moment >> (8 * place)))
        }
        defer { record.wipe() }
        unsafe browser.withUnsafeBytes { unsafe record.append(contentsOf: $0) }
        return try keys.seal(record)
    }

    /// Why a form with this token is not taken; nil where it is.
    ///
    /// The order matters to the visitor: only a token that is ours and fresh proves that the browser was given a cookie.
    /// Without one its absence says nothing; the page that comes next brings a new one.
    ///
    /// - Parameters:
    ///   - token: nil where the form has none.
    ///   - browser: what the browser's cookie holds; nil where it brings none.
    ///   - now: seconds since 1970.
    public func refusal(of token: String?, from browser: SecretBytes?, at now: Int) -> FormRefusal? {
        guard let token else { return .missing }
        guard var record = keys.open(token), record.count >= Self.momentSize else { return .unreadable }
        defer { record.wipe() }
        let made = record.prefix(Self.momentSize).reduce(0) { $0 << 8 | Int($1) }
        guard made <= now + Self.skew, now < made + Self.lifetime else { return .expired }
        guard let browser else { return .noCookie }
        let expected = SecretBytes(copying: record.dropFirst(Self.momentSize))
        return expected.equals(browser) ? nil : .otherBrowser
    }
}

extension LoginForm {
    /// What a posted body holds as the form's token; nil where it has none, or cannot be read at all. Where only the token
    /// cannot be read, it is empty, which no token is.
    public static func token(in body: Span<UInt8>) -> String? {
        (try? FormFields(body))?.token(in: body)
    }
}
