internal import Secrets

/// What an invitation says: who may enter which room, as what, and from when until when.
///
/// It is sealed into a link, and kept nowhere: whoever has the link may join inside its window, as often as they like.
/// A token is made only when they do.
public struct Invitation: Sendable, Equatable {
    /// The most bytes of a room's name, in UTF-8.
    public static let longestRoom = 255
    /// The most bytes of a tenant's name.
    public static let longestTenant = 63
    /// The most bytes of a person's name.
    static let longestName = 128
    /// The moments that can be told, in seconds since 1970: five bytes have room for 34,000 years.
    static let moments = 0..<(1 << 40)

    /// By which the log knows it. No secret: the link cannot be made of it.
    public let id: String
    /// The room's name as it was typed, not percent-encoded.
    public let room: String
    /// The tenant's, likewise; nil for none.
    public let tenant: String?
    /// The name that the others will see; nil where it is asked for.
    public let name: String?
    /// What the token will say.
    public let role: Role
    /// Whether the room's lobby lets the person pass.
    public let passesLobby: Bool
    /// From when it holds, in seconds since 1970.
    public let from: Int
    /// From when it holds no more, likewise.
    public let until: Int
    /// When it was made, likewise: `invitations.not-before` goes by it.
    public let issuedAt: Int

    /// An invitation with a new id. White space around the names goes.
    ///
    /// - Throws: `InvitationProblem` where a name is empty or too long, or the window is none. Whether the names can be
    ///   Jitsi's is for others to judge.
    public init(
        room: String, tenant: String? = nil, name: String? = nil, role: Role = .member,
        passesLobby: Bool = false, from: Int, until: Int, issuedAt: Int
    ) throws(InvitationProblem) {
        try self.init(
            id: RandomText.identifier(length: 13), room: Self.trimmed(room),
            tenant: tenant.map(Self.trimmed).flatMap { $0.isEmpty ? nil : $0 },
            name: name.map(Self.trimmed).flatMap { $0.isEmpty ? nil : $0 }, role: role,
            passesLobby: passesLobby, window: (from, until), issuedAt: issuedAt)
    }

    init(
        id: String, room: String, tenant: String?, name: String?, role: Role, passesLobby: Bool,
        window: (from: Int, until: Int), issuedAt: Int
    ) throws(InvitationProblem) {
        guard !room.isEmpty else { throw .noRoom }
        guard room.utf8.count <= Self.longestRoom else { throw .tooLong("room", limit: Self.longestRoom) }
        guard (tenant ?? "").utf8.count <= Self.longestTenant else {
            throw .tooLong("tenant", limit: Self.longestTenant)
        }
        guard (name ?? "").utf8.count <= Self.longestName else {
            throw .tooLong("person", limit: Self.longestName)
        }
        guard [window.from, window.until, issuedAt].allSatisfy(Self.moments.contains) else {
            throw .unusableTimes
        }
        guard window.from < window.until else { throw .endsBeforeItBegins }
        self.id = id
        self.room = room
        self.tenant = tenant
        self.name = name
        self.role = role
        self.passesLobby = passesLobby
        from = window.from
        until = window.until
        self.issuedAt = issuedAt
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars.drop(while: \.properties.isWhitespace)
        guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(scalars[...last])
    }
}
