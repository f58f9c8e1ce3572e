/// Where somebody wants to go: a room, perhaps of a tenant, and what else the address said.
///
/// It holds no host, and nothing in it can become one: the host is always that of `MeetURL`.
public struct MeetingAddress: Hashable, Sendable {
    /// What the login's path begins with; the meeting's own path and query follow.
    static let loginPrefix = "/_login/to"

    /// The tenant, where the path has two segments.
    public let tenant: Tenant?
    /// The room: the path's last segment.
    public let room: Room
    /// The query without its `?` and without a token; often empty.
    public let query: String
    /// What the address said about the client's configuration in its fragment, where a login brought it along. A
    /// browser that was bounced here keeps the fragment by itself.
    public internal(set) var overrides = Overrides.none

    /// The address that follows `/_login/to`, as nginx's `$request_uri` has it: path and query, still encoded, such
    /// as `/tenant/Room?lang=de&x=1`.
    ///
    /// One segment is the room, two are tenant and room. Jitsi's client would take everything before the last slash
    /// for the tenant, but its web server only the segment next to the room: more are refused.
    ///
    /// - Throws: `AddressProblem`.
    public init(target: some StringProtocol) throws(AddressProblem) {
        try self.init(bytes: Array(target.utf8)[...])
    }

    /// The same of the target's bytes, in UTF-8: what parts them is ASCII.
    public init(bytes target: ArraySlice<UInt8>) throws(AddressProblem) {
        if target.contains(UInt8(ascii: "#")) { throw .fragment }
        let end = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        let path = target[..<end]
        guard !path.isEmpty else { throw .noRoom }
        guard path.first == UInt8(ascii: "/") else { throw .notAPath }
        let segments = path.dropFirst().split(
            separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: false)
        guard segments.count <= 2, let last = segments.last else { throw .ambiguousPath }
        if segments.count == 2, segments[0].isEmpty { throw .ambiguousPath }
        guard !last.isEmpty else { throw .noRoom }

        room = try Self.naming(AddressProblem.room) { () throws(NameProblem) in try Room(bytes: last) }
        tenant =
            segments.count == 1
            ? nil
            : try Self.naming(AddressProblem.tenant) { () throws(NameProblem) in
                try Tenant(bytes: segments[0])
            }
        query = end < target.endIndex ? try MeetingQuery.withoutToken(target[(end + 1)...]) : ""
    }

    /// A room named by a link, a form or a command, decoded: `room=` and, where there is one, `tenant=`.
    ///
    /// - Throws: `AddressProblem`; an empty room is `noRoom`, an empty tenant is none.
    public init(room: String, tenant: String? = nil) throws(AddressProblem) {
        guard !DisplayText.trimmed(room).isEmpty else { throw .noRoom }
        self.room = try Self.naming(AddressProblem.room) { () throws(NameProblem) in try Room(decoded: room) }
        if let tenant, !DisplayText.trimmed(tenant).isEmpty {
            self.tenant = try Self.naming(AddressProblem.tenant) { () throws(NameProblem) in
                try Tenant(decoded: tenant)
            }
        } else {
            self.tenant = nil
        }
        query = ""
    }

    /// Path and query: `/tenant/Room?lang=de`.
    public var target: String {
        path + (query.isEmpty ? "" : "?" + query)
    }

    /// The path of the login that leads here, for links such as "Try again".
    public var loginPath: String { Self.loginPrefix + target }

    /// The meeting where all rooms are in `tenant`: it need not be named, and no other can be.
    ///
    /// - Throws: `AddressProblem.foreignTenant`.
    public func within(_ tenant: Tenant?) throws(AddressProblem) -> MeetingAddress {
        guard let tenant else { return self }
        guard self.tenant == nil || self.tenant == tenant else { throw .foreignTenant }
        var meeting = MeetingAddress(tenant: nil, room: room, query: query)
        meeting.overrides = overrides
        return meeting
    }

    /// The whole address with the token: `https://host/tenant/Room?lang=de&jwt=…#config.a=…`, or with the token in the fragment,
    /// before the overrides. The tenant is that of `meet`, where it has one.
    ///
    /// A secret from here on, as the token in it is.
    public func address(
        at meet: MeetURL, carrying token: Token, by delivery: Delivery = .query
    ) -> String {
        meet.origin + tail(at: meet, carrying: token, by: delivery)
    }

    /// What follows the host.
    func tail(at meet: MeetURL, carrying token: Token, by delivery: Delivery = .query) -> String {
        switch delivery {
        case .query:
            path(in: meet.tenant ?? tenant) + "?" + (query.isEmpty ? "" : query + "&") + "jwt="
                + token.compact + (overrides.fragment.isEmpty ? "" : "#" + overrides.fragment)
        case .fragment:
            markedPath(at: meet) + (query.isEmpty ? "" : "?" + query) + "#jwt=%22" + token.compact + "%22"
                + (overrides.fragment.isEmpty ? "" : "&" + overrides.fragment)
        }
    }

    /// The path of an address with the token in its fragment, as the browser will ask for it: what a cookie for this room alone
    /// has as its `Path` (RFC 6265, 5.1.4, compares both byte by byte). A semicolon would end that attribute. It goes: the
    /// client skips one as well, so that the room is the same.
    public func markedPath(at meet: MeetURL) -> String {
        path(in: meet.tenant ?? tenant).filter { $0 != ";" }
    }

    private var path: String { path(in: tenant) }

    private func path(in tenant: Tenant?) -> String {
        (tenant.map { "/" + $0.segment } ?? "") + "/" + room.segment
    }

    private init(tenant: Tenant?, room: Room, query: String) {
        self.tenant = tenant
        self.room = room
        self.query = query
    }

    private static func naming<Name>(
        _ problem: (NameProblem) -> AddressProblem, _ name: () throws(NameProblem) -> Name
    ) throws(AddressProblem) -> Name {
        do { return try name() } catch { throw problem(error) }
    }
}
