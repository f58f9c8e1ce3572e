@testable import Login
@testable import Responder
@testable import Secrets

/// Cookies and sealed values: what was sealed opens to itself, and nothing else opens.
func checkSealed(_ input: [UInt8]) {
    checkCookies(input.text)
    checkTexts(input)
    checkKeyFile(input)
    if let session = Session(record: input) { checkSession(session, record: input) }
    if let invitation = Invitation(record: input) { checkInvitation(invitation, record: input) }
    if let photo = PhotoName(input) {
        require(photo.bytes == input, "a photo's name is written as it was read")
    }
}

private let site = "https://meet.example.org"
private let keys = makeKeys("a", "b")
private let strangers = makeKeys("c")
private let limits = SessionLimits(idle: 7_200, lifetime: 28_800, afterKick: 60)
private let seals = SessionSeals(keys: keys, limits: limits, site: site)
private let invitations = Invitations(keys: keys, longest: Invitations.longestOfAll)

/// Keys of 32 equal letters each.
private func makeKeys(_ letters: Unicode.Scalar...) -> SealingKeys {
    let lines = letters.map { letter in
        Base64.encodeURLSafe([UInt8](repeating: UInt8(ascii: letter), count: 33)).text
    }
    let file = SecretBytes(copying: Array(lines.joined(separator: "\n").utf8))
    return required(try? SealingKeys(parsing: file), "the keys of the test are keys")
}

private func checkCookies(_ header: String) {
    for value in CookieHeader.values(of: SessionCookie.name, in: header) {
        require(!value.contains(UInt8(ascii: ";")), "a value ends with its pair")
    }
    guard let value = SessionCookie.value(in: header) else { return }
    require(value.utf8.count <= SessionSeals.longest, "a session's value is bounded")
    require(header.contains(SessionCookie.name + "=" + value), "a session's value is in the header")
    requireSame(
        SessionCookie.value(in: SessionCookie.name + "=" + value), value, "alone it is read as the same")
    checkForeign(value)
}

/// A text of somebody else is nothing to any reader.
private func checkForeign(_ text: String) {
    require(keys.open(text, purpose: "session at " + site) == nil, "a foreign text does not open")
    require(!seals.canRead(text) && seals.open(text, at: 1_800_000_000) == nil, "it is no session")
    require(invitations.judge(text, now: 1_800_000_000) == .unreadable, "it is no invitation")
    let permit = invitations.permit(text, room: "room", tenant: nil, now: 1_800_000_000)
    require(permit == nil, "it is no permit")
}

/// The input as the plaintext; where it is changed, by its own first bytes.
private func checkTexts(_ input: [UInt8]) {
    if let bytes = Base64.decodeURLSafe(input) {
        require(Base64.encodeURLSafe(bytes) == input, "only one text stands for some bytes")
    }
    require(
        Base64.decodeURLSafe(Base64.encodeURLSafe(input)) == input, "bytes are written and read as themselves"
    )
    checkForeign(input.text)
    // One of the two ways for each input, so that there is time for more inputs.
    let isFixed = (input.last ?? 0) & 1 == 0
    let sealed =
        isFixed
        ? try? keys.sealDeterministically(input, purpose: "fuzz") : try? keys.seal(input, purpose: "fuzz")
    guard input.count <= SealingKeys.longestPlaintext else {
        return require(sealed == nil, "what is too long is not sealed")
    }
    let text = required(sealed, "what is short enough is sealed")
    if isFixed {
        requireSame(
            try? keys.sealDeterministically(input, purpose: "fuzz"), text, "the same is sealed the same")
    }
    require(keys.open(text, purpose: "fuzz") == input, "what was sealed opens to itself")
    require(keys.open(text, purpose: "fuz") == nil, "not for another purpose")
    require(strangers.open(text, purpose: "fuzz") == nil, "not under another key")
    checkChanges(text, by: input)
}

private func checkChanges(_ text: String, by input: [UInt8]) {
    let sealed = Array(text.utf8)
    let place = input.prefix(2).reduce(0) { $0 << 8 | Int($1) } % sealed.count
    let mask = max(1, input.dropFirst(2).first ?? 1)
    var changed = sealed
    changed[place] ^= mask
    for bytes in [
        changed, Array(sealed[..<place]), sealed + [UInt8(ascii: "A")], Array(sealed[place...]) + sealed,
    ]
    where bytes != sealed {
        require(keys.open(bytes.text, purpose: "fuzz") == nil, "a changed text does not open: \(bytes.text)")
    }
}

private func checkKeyFile(_ input: [UInt8]) {
    guard let parsed = try? SealingKeys(parsing: SecretBytes(copying: input)) else { return }
    let text = required(try? parsed.seal([1, 2, 3], purpose: "fuzz"), "keys that are taken seal")
    require(parsed.open(text, purpose: "fuzz") == [1, 2, 3], "and open")
}

private func checkSession(_ session: Session, record: [UInt8]) {
    let now = 1_800_000_000
    if let written = session.record {
        require(written == record || written.first != record.first, "a session is written as it was read")
        require(Session(record: written) == session, "or as today's version writes it, and read again")
    }
    let changed = [
        session, session.used(for: "/room", at: now), session.kicked(limits, at: now), session.seen(at: now),
        session.withoutIssues,
    ]
    for session in changed {
        guard let text = (try? seals.seal(session)) ?? nil else { continue }
        require(text.utf8.count <= SessionSeals.longest, "a session fits a cookie")
        requireSame(
            SessionCookie.value(in: SessionCookie.setting(text, age: nil).1), text, "its cookie is read back")
        require(seals.canRead(text), "a session that was sealed can be read")
        if let opened = seals.open(text, at: now) {
            require(opened == session, "it opens to itself")
            require(now < limits.end(of: session), "it is over at its end")
        }
        _ = session.issues.areLoop(into: "/room", at: now)
        _ = session.isBarred(at: now)
    }
}

private func checkInvitation(_ invitation: Invitation, record: [UInt8]) {
    require(invitation.record == record, "an invitation is written as it was read")
    require(
        !invitation.room.isEmpty && invitation.room.utf8.count <= Invitation.longestRoom,
        "its room is bounded")
    require(invitation.from < invitation.until, "its window is one")
    guard let text = try? invitations.seal(invitation) else { return }
    for now in [invitation.from - 1, invitation.from, invitation.until - 1, invitation.until] {
        let expected: Invitations.Standing =
            now < invitation.from
            ? .early(invitation) : now < invitation.until ? .open(invitation) : .over(invitation)
        let standing = invitations.judge(text, now: now)
        require(
            standing == expected || text.utf8.count > Invitations.longestSealed,
            "it holds inside its window only")
    }
}
