public import Secrets

/// What our own configuration wants of the host: what the tokens say, and who is to moderate.
public struct Expectations: Sendable {
    /// The host of `meet.url`, in lower case.
    public let host: String
    /// `https://host[:port]` of `meet.url`.
    public let origin: String
    /// The claim iss.
    public let appID: String
    /// The claim aud.
    public let audience: String
    /// The claim sub of rooms without a tenant.
    public let subject: String
    /// `HS256` to `RS512`.
    public let algorithm: String
    /// What the tokens are signed with; nil with an RS algorithm.
    public let secret: SecretBytes?
    /// The name of the public key; nil with an HS algorithm.
    public let keyID: String?
    /// Whether groups are named whose members moderate, somewhere.
    public let namesModerators: Bool
    /// Whether the tokens list features.
    public let listsFeatures: Bool
    /// Whether the token travels in the address's fragment.
    public let deliversInFragment: Bool
    /// Whether some rooms have rules of their own.
    public let hasRoomRules: Bool
    /// Whether the first to arrive is to moderate in some rooms.
    public let letsFirstModerate: Bool
    /// Whether those who sign in are to pass the lobby in some rooms.
    public let passesLobby: Bool

    /// All of them.
    public init(
        host: String, origin: String, appID: String, audience: String, subject: String, algorithm: String,
        secret: SecretBytes?, keyID: String?, namesModerators: Bool, listsFeatures: Bool,
        deliversInFragment: Bool, hasRoomRules: Bool = false, letsFirstModerate: Bool = false,
        passesLobby: Bool = false
    ) {
        self.host = host
        self.origin = origin
        self.appID = appID
        self.audience = audience
        self.subject = subject
        self.algorithm = algorithm
        self.secret = secret
        self.keyID = keyID
        self.namesModerators = namesModerators
        self.listsFeatures = listsFeatures
        self.deliversInFragment = deliversInFragment
        self.hasRoomRules = hasRoomRules
        self.letsFirstModerate = letsFirstModerate
        self.passesLobby = passesLobby
    }
}
