/// That somebody has signed in, as the browser's sealed cookie remembers it: who, and since when.
///
/// It says nothing of what they may do. The directory and the rules are asked again each time it is used.
public struct Session: Sendable, Equatable {
    /// Which one it is, for the list of those that were ended.
    public let id: SessionID

    /// The name as it was typed: the directory is searched for it again.
    public let username: String

    /// `Account.key` of the account that it stood for. Another account by the same name is somebody else.
    public let accountKey: String

    /// `Account.id` of that account, for the same reason: an entry can be deleted and its name be given away again.
    public let accountID: String

    /// `Account.dn` of that account, as the directory wrote it: it can be asked about before it has been found again. Empty
    /// where it is too long to be kept, and in cookies of earlier releases.
    public let accountDN: String

    /// The name that pages call the person by.
    public let name: String

    /// When the password was proved, in seconds since 1970.
    public let authenticated: Int

    /// When it was used last, likewise.
    public internal(set) var lastSeen: Int

    /// When it is over in any case, likewise. By the limits that it began under, so that what is known of a session that was
    /// ended can be forgotten then, whatever the limits are by now.
    public let latestEnd: Int

    /// Whether the person asked to stay signed in on the device; else the session ends with the browser.
    public let isPersistent: Bool

    /// Until when it lets nobody into a meeting, after a kick; 0 where nothing was.
    public internal(set) var barredUntil = 0

    /// The tokens that it led to last, by which a loop is noticed.
    public internal(set) var issues = RecentIssues()

    /// A session that begins now.
    ///
    /// - Parameters:
    ///   - username: as typed.
    ///   - now: seconds since 1970.
    public init(
        of account: Account, username: String, at now: Int, limits: SessionLimits, isPersistent: Bool
    ) {
        self.init(
            id: SessionID(), username: username, accountKey: account.key,
            accountDN: account.dn.utf8.count <= Self.longestDN ? account.dn : "", accountID: account.id,
            name: String(account.shownName.prefix(60)), authenticated: now, lastSeen: now,
            latestEnd: now + limits.lifetime, isPersistent: isPersistent)
    }

    init(
        id: SessionID, username: String, accountKey: String, accountDN: String, accountID: String,
        name: String, authenticated: Int, lastSeen: Int, latestEnd: Int, isPersistent: Bool
    ) {
        self.id = id
        self.username = username
        self.accountKey = accountKey
        self.accountDN = accountDN
        self.accountID = accountID
        self.name = name
        self.authenticated = authenticated
        self.lastSeen = lastSeen
        self.latestEnd = latestEnd
        self.isPersistent = isPersistent
    }

    /// In bytes. A cookie has little room, and without it nothing is lost but time.
    private static let longestDN = 512

    /// Whether it stands for this account.
    public func stands(for account: Account) -> Bool {
        account.key == accountKey && account.id == accountID
    }
}
