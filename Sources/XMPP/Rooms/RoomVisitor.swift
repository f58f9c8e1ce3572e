/// Comes to a room as Jitsi's web client does: BOSH with the token in the address, an anonymous login, a question to
/// jicofo, and then the presence in the room.
public struct RoomVisitor {
    /// Where BOSH answers.
    public let service: ServiceAddress
    /// The XMPP domain.
    public let domain: String
    /// The domain of the rooms, such as `conference.meet.example.org`.
    public let rooms: String
    /// Bounds everything.
    public let timeout: Duration

    /// - Parameters:
    ///   - service: where BOSH answers.
    ///   - domain: the XMPP domain.
    ///   - rooms: the domain of the rooms.
    ///   - timeout: bounds everything.
    public init(service: ServiceAddress, domain: String, rooms: String, timeout: Duration = .seconds(30)) {
        self.service = service
        self.domain = domain
        self.rooms = rooms
        self.timeout = timeout
    }

    /// Enters the room with `token`, looks at what it became, and leaves.
    ///
    /// - Parameters:
    ///   - room: the room node: roomSafe, and with a tenant `[tenant]room`.
    ///   - token: in its compact form, whose characters need no encoding in an address.
    ///   - hear: hears what jicofo says.
    /// - Throws: `XMPPError`.
    public func join(
        room: String, token: String, hear: (FocusAnswer) -> Void = { _ in }
    ) throws(XMPPError) -> JoinOutcome {
        // Over plain http Prosody finds its virtual host by the name; nginx has its own.
        let host = service.isSecure ? service.authority : domain
        var session = BOSHSession(
            exchange: WebExchange(address: service, host: host), domain: Element.escaped(domain),
            deadline: .now + timeout)
        try session.open(query: "?token=" + token)
        defer { session.close() }
        if let refusal = try logIn(&session) { return .refused(refusal) }
        try session.restart()
        try bind(&session)
        let node = "\(room)@\(rooms)"
        hear(try askFocus(node, &session))
        return try enter(node, &session)
    }

    private func logIn(_ session: inout BOSHSession) throws(XMPPError) -> JoinRefusal? {
        try session.send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>") {
            stanza -> JoinRefusal?? in
            switch stanza.name {
            case "success": return .some(nil)
            case "failure":
                let condition = stanza.children.first { $0.name != "text" }?.name ?? "unknown"
                return JoinRefusal(
                    stage: .login, condition: condition, text: stanza.child("text")?.text ?? "")
            default: return nil
            }
        }
    }

    private func bind(_ session: inout BOSHSession) throws(XMPPError) {
        let done = try session.send(
            """
            <iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>
            """
        ) { $0.name == "iq" && $0["id"] == "bind" ? $0["type"] == "result" : nil }
        guard done else { throw .notXMPP }
    }

    /// With `restrict_room_creation`, which Jitsi ships, only jicofo opens a room.
    private func askFocus(_ node: String, _ session: inout BOSHSession) throws(XMPPError) -> FocusAnswer {
        try session.send(
            """
            <iq xmlns='jabber:client' type='set' id='focus' to='focus.\(Element.escaped(domain))'>\
            <conference xmlns='http://jitsi.org/protocol/focus' room='\(Element.escaped(node))' machine-uid='check'/></iq>
            """
        ) { stanza -> FocusAnswer? in
            guard stanza.name == "iq", stanza["id"] == "focus" else { return nil }
            if stanza["type"] == "error" {
                return .refused(
                    condition: stanza.child("error")?.children.first { $0.name != "text" }?.name ?? "unknown")
            }
            return stanza.child("conference")?["ready"] == "true" ? .ready : .notReady
        }
    }

    private func enter(_ node: String, _ session: inout BOSHSession) throws(XMPPError) -> JoinOutcome {
        let place = "\(node)/check\(UInt32.random(in: 0...(.max)))"
        let presence = """
            <presence xmlns='jabber:client' to='\(Element.escaped(place))'><x xmlns='http://jabber.org/protocol/muc'/></presence>
            """
        let first = try session.send(presence) { Self.outcome($0, of: place) }
        guard case .joined = first else { return first }
        // Jitsi's modules may give the role a moment after the coming in.
        let later = try session.send("").compactMap { Self.outcome($0, of: place) }.last
        _ = try session.send(
            "<presence xmlns='jabber:client' type='unavailable' to='\(Element.escaped(place))'/>")
        return later ?? first
    }

    /// What a presence says of the one who came to `place`; nil where it is about somebody else.
    private static func outcome(_ stanza: Element, of place: String) -> JoinOutcome? {
        guard stanza.name == "presence" else { return nil }
        if stanza["type"] == "error", let error = stanza.child("error") {
            let condition = error.children.first { $0.name != "text" }?.name ?? "unknown"
            return .refused(
                JoinRefusal(stage: .room, condition: condition, text: error.child("text")?.text ?? ""))
        }
        let lists = stanza.named("x")
        // 110: this is about yourself (XEP-0045, 7.2.2).
        guard stanza["type"] == nil,
            lists.contains(where: { $0.named("status").contains { $0["code"] == "110" } }),
            let item = lists.lazy.compactMap({ $0.child("item") }).first
        else { return nil }
        return .joined(affiliation: item["affiliation"] ?? "none", role: item["role"] ?? "none")
    }
}
