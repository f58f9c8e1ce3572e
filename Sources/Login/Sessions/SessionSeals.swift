public import Secrets

/// Seals sessions into texts for cookies, and opens those that are ours and not over.
public struct SessionSeals: Sendable {
    /// How long sessions last.
    public let limits: SessionLimits
    private let keys: SealingKeys
    private let purpose: String

    /// The longest text, in bytes. Browsers drop a cookie that has more than 4,096 with its name (RFC 6265, 6.1).
    public static let longest = 3_800

    /// - Parameter site: the origin of the login. A session of another site is none, though its keys be the same.
    public init(keys: SealingKeys, limits: SessionLimits, site: String) {
        self.keys = keys
        self.limits = limits
        purpose = "session at " + site
    }

    /// The session as a text of letters, digits, `-` and `_`; nil where it is too long for a cookie.
    ///
    /// - Throws: `CryptoFailure` where there are no random bytes.
    public func seal(_ session: Session) throws(CryptoFailure) -> String? {
        guard let record = session.record, record.count <= SealingKeys.longestPlaintext else { return nil }
        let text = try keys.seal(record, purpose: purpose)
        return text.utf8.count <= Self.longest ? text : nil
    }

    /// Whether the text is a session of this site, over or not. One that was sealed with a key that is not here is none.
    public func canRead(_ text: some StringProtocol) -> Bool { session(in: text) != nil }

    /// The session that was sealed; nil where it is none of ours, or over.
    ///
    /// - Parameter now: seconds since 1970.
    public func open(_ text: some StringProtocol, at now: Int) -> Session? {
        session(in: text).flatMap { limits.admit($0, at: now) ? $0 : nil }
    }

    private func session(in text: some StringProtocol) -> Session? {
        guard text.utf8.count <= Self.longest else { return nil }
        return keys.open(text, purpose: purpose).flatMap { Session(record: $0) }
    }
}
