public import Secrets

/// Seals sessions into texts for cookies, and opens those that are ours and not over.
public struct SessionSeals: Sendable {
    /// How long sessions last.
    public let limits: SessionLimits
    /// Derived once, and wiped with this.
    private let keys: Result<PurposeKeys, CryptoFailure>

    /// The longest text, in bytes. Browsers drop a cookie that has more than 4,096 with its name (RFC 6265, 6.1).
    public static let longest = 3_800

    /// - Parameter site: the origin of the login. A session of another site is none, though its keys be the same.
    public init(keys: SealingKeys, limits: SessionLimits, site: String) {
        self.keys = PurposeKeys.result(keys, purpose: "session at " + site)
        self.limits = limits
    }

    /// The session as a text of letters, digits, `-` and `_`; nil where it is too long for a cookie.
    ///
    /// - Throws: `CryptoFailure` where there are no random bytes.
    public func seal(_ session: Session) throws(CryptoFailure) -> String? {
        guard let record = session.record, record.count <= SealingKeys.longestPlaintext else { return nil }
        let text = try keys.get().seal(record)
        return text.utf8.count <= Self.longest ? text : nil
    }

    /// Whether the text is a session of this site, over or not. One that was sealed with a key that is not here is none.
    public func canRead(_ text: some StringProtocol) -> Bool { session(in: text) != nil }

    /// Whether a session that was read is not over.
    ///
    /// - Parameter now: seconds since 1970.
    public func admit(_ session: Session, at now: Int) -> Bool { limits.admit(session, at: now) }

    /// The session that was sealed; nil where it is none of ours, or over.
    ///
    /// - Parameter now: seconds since 1970.
    public func open(_ text: some StringProtocol, at now: Int) -> Session? {
        session(in: text).flatMap { limits.admit($0, at: now) ? $0 : nil }
    }

    /// The session that was sealed, over or not; nil where it is none of this site, or the key that sealed it is not here.
    public func session(in text: some StringProtocol) -> Session? {
        guard text.utf8.count <= Self.longest else { return nil }
        return (try? keys.get())?.open(text).flatMap { Session(record: $0) }
    }
}
