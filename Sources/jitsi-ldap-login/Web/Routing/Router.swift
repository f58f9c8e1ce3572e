internal import JitsiToken
internal import Login
internal import Pages

/// Finds the route of an address.
struct Router: Sendable {
    static let prefix = "/_login"
    /// Before the meeting's own path, for its login.
    static let loginPrefix = prefix + "/to"
    /// Before the meeting's own path, for the login of somebody else than the session's person.
    static let other = "/other/to"
    /// For moderators, with the room in the query.
    private static let invite = prefix + "/invite"
    private let assets: [String: Asset]
    private let tenant: Tenant?
    private let hasInvitations: Bool

    /// - Parameters:
    ///   - tenant: where all rooms are in one (JaaS).
    ///   - hasInvitations: whether somebody may be invited.
    init(assets: [Asset], tenant: Tenant? = nil, hasInvitations: Bool = false) {
        self.hasInvitations = hasInvitations
        self.tenant = tenant
        self.assets = Dictionary(assets.map { ($0.path, $0) }) { first, _ in first }
    }

    /// - Parameter address: path and query as the browser sent them (nginx's `$request_uri`).
    func route(_ address: String) -> Route {
        if let route = login(at: address) { return route }
        let path = address.prefix { $0 != "?" }
        if path == "/health" { return .health }
        if path == "/metrics" { return .metrics }
        guard path.hasPrefix(Self.prefix) else { return .unknown }
        if let asset = assets[String(path)] { return .asset(asset) }
        if path.hasPrefix(AvatarAddresses.path) {
            return .avatar(sealed: path.dropFirst(AvatarAddresses.path.count))
        }
        if path == KeyDocuments.list || path.hasPrefix(KeyDocuments.folder) { return .keys(path: path) }

        // Links are around after invitations were turned off, too, and who opens one is to read that it does not hold.
        if path.hasPrefix(InvitationLinks.path) {
            return .invited(sealed: path.dropFirst(InvitationLinks.path.count))
        }
        if hasInvitations, path == Self.invite || path == Self.invite + "/" {
            return inviting(address.dropFirst(path.count + 1))
        }

        let target = address.dropFirst(Self.prefix.count)
        switch path.dropFirst(Self.prefix.count) {
        case "", "/", "/to", "/to/": return named(by: address.dropFirst(path.count + 1))
        case "/other": return named(by: address.dropFirst(path.count + 1), isForOther: true)
        case "/denied", "/denied/", "/denied/to/": return .denied(.notAllowed, nil)
        case "/denied/token", "/denied/token/", "/denied/token/to/": return .denied(.token, nil)
        case "/kicked", "/kicked/", "/kicked/to/": return .kicked(nil)
        case "/logout", "/logout/": return .logout
        default: return inRoom(target)
        }
    }

    /// The login of the room that the address itself names, as most do; nil for every other address.
    private func login(at address: String) -> Route? {
        let bytes = Array(address.utf8)
        let count = Self.loginPrefix.utf8.count
        // Behind the slash there is something of a path.
        guard bytes.count > count + 1, bytes.starts(with: Self.loginPrefix.utf8),
            bytes[count] == UInt8(ascii: "/"), bytes[count + 1] != UInt8(ascii: "?")
        else { return nil }
        do {
            return .login(Destination(try MeetingAddress(bytes: bytes[count...]).within(tenant)))
        } catch {
            return .unreadable(error.description)
        }
    }

    /// What follows the word of the route is the meeting's own path and query, with its slash.
    private func inRoom(_ target: Substring) -> Route {
        let words: [(String, (MeetingAddress) -> Route)] = [
            ("/to", { .login(Destination($0)) }),
            (Self.other, { .login(Destination(other: $0)) }),
            ("/denied/token/to", { .denied(.token, $0) }),
            ("/denied/to", { .denied(.notAllowed, $0) }),
            ("/kicked/to", { .kicked($0) }),
        ]
        for (word, route) in words where target.hasPrefix(word + "/") {
            do {
                return route(try MeetingAddress(target: target.dropFirst(word.count)).within(tenant))
            } catch {
                return .unreadable(error.description)
            }
        }
        return .unknown
    }

    /// `/_login/invite?room=R[&tenant=T]`, for moderators.
    private func inviting(_ query: Substring) -> Route {
        do {
            let fields = try AddressQuery(String(query))
            guard let room = fields.room else {
                return .askForRoom(tenant: tenant == nil ? fields.tenant : nil)
            }
            let meeting = try MeetingAddress(room: room, tenant: fields.tenant).within(tenant)
            guard room.utf8.count <= Invitation.longestRoom,
                (fields.tenant ?? "").utf8.count <= Invitation.longestTenant
            else { return .unreadable("the name is too long for an invitation") }
            return .login(Destination(meeting, by: .invite(room: room, tenant: fields.tenant)))
        } catch {
            return .unreadable("\(error)")
        }
    }

    /// `/_login?room=R[&tenant=T]` for links, `/_login?state=S[&room=R][&nonce=N]` for Jitsi's tokenAuthUrl.
    ///
    /// - Parameter isForOther: for somebody else than the session's person.
    private func named(by query: Substring, isForOther: Bool = false) -> Route {
        do {
            let fields = try AddressQuery(String(query))
            let state = try fields.state.flatMap { try TokenAuthState.reading($0) }
            let named = try MeetingAddress.named(by: state, room: fields.room, tenant: fields.tenant)
            guard let meeting = try named?.within(tenant) else {
                return .askForRoom(tenant: tenant == nil ? fields.tenant : nil)
            }
            var destination = Destination(meeting, by: state?.app.map(Destination.Way.app) ?? .browser)
            if let nonce = fields.nonce { destination.way = .popUp(nonce) }
            destination.asksForPassword = isForOther
            return .login(destination)
        } catch {
            return .unreadable("\(error)")
        }
    }
}
