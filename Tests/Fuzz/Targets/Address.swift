@testable import JitsiToken
@testable import Pages
@testable import Responder

/// Rooms, tenants and addresses: what is accepted has one form, and leads nowhere but to the configured host.
func checkAddress(_ input: [UInt8]) {
    let text = input.text
    checkNames(text)
    for target in [text, "/" + text] {
        guard let meeting = try? MeetingAddress(target: target) else { continue }
        checkMeeting(meeting)
        let again = try? MeetingAddress(target: meeting.target)
        require(again == meeting, "an address leads to itself: \(meeting.target)")
        requireSame(again?.target, meeting.target, "an address stays as it is")
    }
    let parts = input.parts.map(\.text)
    if let meeting = try? MeetingAddress(room: parts[0], tenant: parts.count > 1 ? parts[1] : nil) {
        checkMeeting(meeting)
    }
    checkEncoding(text)
    checkMeetURL(text)
    checkRoutes(text)
}

/// What holds of every meeting, whichever way it was named.
func checkMeeting(_ meeting: MeetingAddress) {
    require(meeting.loginPath.hasPrefix("/_login/to/"), "the login's path is ours")
    if let link = Link(sent: meeting.loginPath) {
        require(link.address.hasPrefix("/_login/to/"), "so is the link to it")
    }
    // One server for each input, so that there is time for more inputs.
    let meet = meets[meeting.target.utf8.count % meets.count]
    checkRedirect(meeting, at: meet, by: .query)
    checkRedirect(meeting, at: meet, by: .fragment)
    let place = "://" + meet.authority + "/"
    let token = Token(compact: "e30.e30.AA")
    for (app, scheme) in [(App.ios, "org.jitsi.meet"), (.android, "intent"), (.electron, "jitsi-meet")] {
        let address = meeting.address(opening: app, at: meet, carrying: token)
        require(
            isVisible(address) && address.hasPrefix(scheme + place), "apps stay with the host: \(address)")
    }
    let path = meeting.markedPath(at: meet)
    require(
        isVisible(path) && path.hasPrefix("/") && !path.contains(";"), "a cookie's path ends where it should")
}

private let meets: [MeetURL] =
    [
        "https://meet.example.org", "https://meet.example.org:8443", "https://[2001:db8::1]",
    ].compactMap { try? MeetURL(parsing: $0) }
    + [
        try? MeetURL(parsing: "https://8x8.vc", tenant: Tenant(segment: "vpaas-magic-cookie-0a"))
    ].compactMap(\.self)

private func checkRedirect(_ meeting: MeetingAddress, at meet: MeetURL, by delivery: Delivery) {
    let address = meeting.address(at: meet, carrying: Token(compact: "e30.e30.AA"), by: delivery)
    require(isVisible(address), "a redirect is visible ASCII: \(address)")
    require(address.hasPrefix(meet.origin + "/"), "a redirect leads to the configured host: \(address)")
    let tail = address.utf8.dropFirst(meet.origin.utf8.count)
    require(!tail.contains(UInt8(ascii: "\\")), "no backslash is left for a browser to turn")
    let path = tail.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let segments = path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    require(
        (1...2).contains(segments.count) && segments.allSatisfy { !$0.isEmpty },
        "one or two segments: \(address)")
    for segment in segments {
        // The client decodes what is left without the characters that it skips; they may stand inside of an encoded one.
        let left = segment.filter { !"!$()*+,;=@".utf8.contains($0) }
        let name = required(PercentEncoding.decode(left.text), "the client can decode a segment: \(address)")
        require(![".", ".."].contains(name) && !name.contains("/"), "no segment is a folder: \(address)")
        require(![".", ".."].contains(PercentEncoding.decode(Substring(segment))), "not to a browser either")
    }
    let rest = tail.dropFirst(path.count)
    let query =
        rest.first == UInt8(ascii: "?") ? rest.dropFirst().prefix { $0 != UInt8(ascii: "#") } : rest.prefix(0)
    let tokens = query.split(separator: UInt8(ascii: "&")).count { $0.starts(with: "jwt=".utf8) }
    require(tokens == (delivery == .query ? 1 : 0), "exactly one token is in the address: \(address)")
}

private func checkNames(_ text: String) {
    for room in [try? Room(segment: text), try? Room(decoded: text)] {
        guard let room else { continue }
        require(isVisible(room.safe) && room.safe.utf8.count <= Room.limit, "the claim is bounded ASCII")
        require(
            !room.safe.hasPrefix("_") && !room.safe.contains { "*/?#'\"<>".contains($0) },
            "no claim is for all")
        requireSame(room.safe.lowercased(), room.safe, "the claim is in lower case")
        require(PercentEncoding.decode(room.safe) != nil, "the claim can be decoded")
        require(
            isVisible(room.segment) && !room.segment.contains { "/?#\\\"<>'&:".contains($0) },
            "a segment is one")
        require(
            !room.readable.isEmpty && !DisplayText.hasHiddenCharacters(room.readable), "people see the name")
        let again = try? Room(segment: room.segment)
        require(again == room, "a segment is read as its room: \(room.segment)")
        requireSame(again?.segment, room.segment, "a segment stays as it is")
        requireSame(again?.readable, room.readable, "so does the name for people")
        require(!room.matched.isEmpty, "rules see a name")
    }
    for tenant in [try? Tenant(segment: text), try? Tenant(decoded: text)] {
        guard let tenant else { continue }
        require(
            !tenant.claim.isEmpty && !tenant.claim.contains { "*/.?#@ ".contains($0) }, "a label of a domain")
        require(!tenant.claim.hasPrefix("_"), "no tenant is reserved")
        require(
            isVisible(tenant.segment) && !tenant.segment.contains { "/?#\\\"<>'&:".contains($0) },
            "one segment")
        let again = try? Tenant(segment: tenant.segment)
        require(again == tenant, "a segment is read as its tenant: \(tenant.segment)")
        requireSame(again?.segment, tenant.segment, "a segment stays as it is")
    }
    if Room.problem(ofPattern: text) == nil {
        require(!Room.pattern(text).isEmpty, "a pattern is for some name")
    }
    if Tenant.problem(ofPattern: text) == nil {
        require(!Tenant.pattern(text).isEmpty, "a pattern is for some name")
    }
}

private func checkEncoding(_ text: String) {
    let encoded = PercentEncoding.encode(text, keeping: PercentEncoding.isUnreserved)
    require(isVisible(encoded), "what is encoded is ASCII")
    requireSame(PercentEncoding.decode(encoded), text, "what is encoded is decoded to itself")
    requireSame(
        PercentEncoding.decode(JavaScriptText.uriComponent(text)), text, "as JavaScript encodes it, too")
}

private func checkMeetURL(_ text: String) {
    for address in [text, "https://" + text] {
        guard let url = try? MeetURL(parsing: address) else { continue }
        require(
            isVisible(url.origin) && !url.authority.contains { "/@?#\\".contains($0) }, "an origin is no more"
        )
        require((try? MeetURL(parsing: url.origin)) == url, "an origin is read as itself: \(url.origin)")
        require(url.isNamed(byHost: url.authority), "a host is its own")
    }
}

private let router = Router(assets: [], hasInvitations: true)

private func checkRoutes(_ text: String) {
    for address in [
        text, Router.prefix + text, Router.loginPrefix + "/" + text, Router.prefix + "/invite?" + text,
    ] {
        switch router.route(address) {
        case .login(let destination): checkMeeting(destination.meeting)
        case .denied(_, let meeting?), .kicked(let meeting?): checkMeeting(meeting)
        case .unreadable(let reason):
            require(!reason.isEmpty && !reason.contains { $0.isNewline }, "a reason is one line")
        case .unknown: require(!address.hasPrefix(Router.prefix + "/to/"), "every login address is known")
        default: break
        }
    }
}
