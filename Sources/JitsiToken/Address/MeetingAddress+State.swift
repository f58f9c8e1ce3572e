extension MeetingAddress {
    /// The meeting that Jitsi's tokenAuthUrl leads from: `state=`, `room=` and `tenant=`, or some of them.
    ///
    /// The state has room and tenant as they stand in the path, still percent-encoded, where the parameters are
    /// decoded by now. A state that names a room is complete: without a tenant in it, the room has none.
    ///
    /// - Returns: nil where nothing names a room.
    /// - Throws: `AddressProblem`; `disagreement` where state and parameters name different rooms or tenants.
    public static func named(
        by state: TokenAuthState?, room: String?, tenant: String?
    ) throws(AddressProblem) -> MeetingAddress? {
        var named: MeetingAddress?
        if let room { named = try MeetingAddress(room: room, tenant: tenant) }
        guard let state else { return named }
        guard let room = state.room else {
            named?.overrides = state.overrides
            return named
        }
        let segments = (state.tenant.map { [$0] } ?? []) + [room]
        // These would end the segment; the client has no such room either.
        if segments.contains(where: { $0.utf8.contains { "/?#".utf8.contains($0) } }) { throw .ambiguousPath }
        var meeting = try MeetingAddress(target: "/" + segments.joined(separator: "/"))
        if let named, named.room != meeting.room, named.room != asParameter(room) { throw .disagreement }
        if let tenant, !DisplayText.trimmed(tenant).isEmpty {
            guard try Self.tenant(decoded: tenant) == meeting.tenant else { throw .disagreement }
        }
        meeting.overrides = state.overrides
        return meeting
    }

    /// What remains of a state's room in a parameter: it loses the white space around it, and what opens no room on the
    /// web, where the state has it whole.
    private static func asParameter(_ room: String) -> Room? {
        (try? PathSegment(room)).flatMap { try? Room(decoded: $0.name) }
    }

    private static func tenant(decoded name: String) throws(AddressProblem) -> Tenant {
        do { return try Tenant(decoded: name) } catch { throw .tenant(error) }
    }
}
