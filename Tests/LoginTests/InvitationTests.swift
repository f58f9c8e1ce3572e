import Login
import Secrets
import Testing

@Suite("An invitation")
struct InvitationTests {
    private static let now = 1_795_000_000
    private static func keys(_ letters: String...) throws -> SealingKeys {
        let lines = letters.map { String(repeating: $0, count: 42) + "A" }.joined(separator: "\n")
        return try SealingKeys(parsing: SecretBytes(copying: Array(lines.utf8)))
    }
    private let invitations: Invitations

    init() throws { invitations = Invitations(keys: try Self.keys("A"), longest: 30 * 86_400) }

    private static func invitation(
        room: String = "Standup", tenant: String? = nil, name: String? = nil, from: Int = now,
        until: Int = now + 3600, issuedAt: Int = now
    ) throws(InvitationProblem) -> Invitation {
        try Invitation(
            room: room, tenant: tenant, name: name, from: from, until: until, issuedAt: issuedAt)
    }

    @Test(
        "comes back out of its link as it was",
        arguments: [
            (nil, nil, Role.member, false), ("Schule", "Zoë Müller 🎓", .moderator, true),
            (nil, "Jane", .member, true), ("t", nil, .moderator, false),
        ])
    func roundTrip(tenant: String?, name: String?, role: Role, passesLobby: Bool) throws {
        let invitation = try Invitation(
            room: "  Réunion A+B ", tenant: tenant, name: name, role: role, passesLobby: passesLobby,
            from: Self.now, until: Self.now + 60, issuedAt: Self.now - 5)
        #expect(invitation.room == "Réunion A+B")
        let sealed = try invitations.seal(invitation)
        #expect(invitations.judge(sealed, now: Self.now) == .open(invitation))
    }

    @Test("is early before its window, open within, and over from the first second after it")
    func window() throws {
        let invitation = try Self.invitation(from: Self.now + 100, until: Self.now + 200)
        let sealed = try invitations.seal(invitation)
        #expect(invitations.judge(sealed, now: Self.now + 99) == .early(invitation))
        #expect(invitations.judge(sealed, now: Self.now + 100) == .open(invitation))
        #expect(invitations.judge(sealed, now: Self.now + 199) == .open(invitation))
        #expect(invitations.judge(sealed, now: Self.now + 200) == .over(invitation))
    }

    @Test("does not hold with a single letter changed, cut or added")
    func tampered() throws {
        let sealed = try invitations.seal(Self.invitation(name: "Jane"))
        for index in sealed.indices {
            var letters = Array(sealed)
            let place = sealed.distance(from: sealed.startIndex, to: index)
            letters[place] = letters[place] == "x" ? "y" : "x"
            #expect(invitations.judge(String(letters), now: Self.now) == .unreadable, "letter \(place)")
        }
        for text in ["", "x", String(sealed.dropLast()), sealed + "A", " " + sealed, sealed + "="] {
            #expect(invitations.judge(text, now: Self.now) == .unreadable, "\(text)")
        }
        #expect(invitations.judge(String(repeating: "A", count: 100_000), now: Self.now) == .unreadable)
    }

    @Test("does not hold under another key, and holds under an old one that is still there")
    func keyRotation() throws {
        let invitation = try Self.invitation()
        let sealed = try invitations.seal(invitation)
        let rotated = Invitations(keys: try Self.keys("B", "A"), longest: 60)
        #expect(rotated.judge(sealed, now: Self.now) == .open(invitation))
        let other = Invitations(keys: try Self.keys("B"), longest: 60)
        #expect(other.judge(sealed, now: Self.now) == .unreadable)
    }

    @Test("is not what the same keys sealed for another purpose")
    func otherPurpose() throws {
        let permit = try invitations.seal(
            InvitationPermit(account: "uid=alice", name: "Alice", room: "standup", tenant: nil, now: Self.now)
        )
        #expect(invitations.judge(permit, now: Self.now) == .unreadable)
        #expect(try Self.keys("A").open(permit, purpose: "invitation") == nil)
        let foreign = try Self.keys("A").seal(Array("anything".utf8), purpose: "photo")
        #expect(invitations.judge(foreign, now: Self.now) == .unreadable)
        let torn = try Self.keys("A").seal([1, 0, 0], purpose: "invitation")
        #expect(invitations.judge(torn, now: Self.now) == .unreadable)
    }

    @Test("is not what another version sealed: with a right more, a byte more or less, or another number")
    func otherRecord() throws {
        let keys = try Self.keys("A")
        let sealed = try invitations.seal(Self.invitation(name: "Jane"))
        let record = try #require(keys.open(sealed, purpose: "invitation"))
        func judge(_ record: [UInt8]) throws -> Invitations.Standing {
            invitations.judge(try keys.seal(record, purpose: "invitation"), now: Self.now)
        }
        #expect(try judge(record).label == "open")
        for rights: UInt8 in [4, 7, 128] {
            #expect(try judge([record[0], rights] + record.dropFirst(2)) == .unreadable)
        }
        #expect(try judge([2] + record.dropFirst()) == .unreadable)
        for other in [record + [0], record.dropLast(), record + Array(repeating: 0, count: 1000)] {
            #expect(try judge(other) == .unreadable)
        }
    }

    @Test("is revoked where it was made before not-before, and only then")
    func revoked() throws {
        let invitation = try Self.invitation()
        let sealed = try invitations.seal(invitation)
        let later = Invitations(keys: try Self.keys("A"), longest: 3600, notBefore: Self.now + 1)
        #expect(later.judge(sealed, now: Self.now + 1) == .revoked(invitation))
        let same = Invitations(keys: try Self.keys("A"), longest: 60, notBefore: Self.now)
        #expect(same.judge(sealed, now: Self.now + 1) == .open(invitation))
        #expect(throws: InvitationProblem.revokedBeforehand) { try later.seal(invitation) }
    }

    @Test("is not made where its window cannot be")
    func unusableWindows() throws {
        let short = Invitations(keys: try Self.keys("A"), longest: 3600)
        let now = Self.now
        #expect(throws: InvitationProblem.longerThan(seconds: 3600)) {
            try short.seal(Self.invitation(until: now + 3601))
        }
        #expect(throws: Never.self) { try short.seal(Self.invitation(until: now + 3600)) }
        #expect(throws: InvitationProblem.over) {
            try invitations.seal(Self.invitation(from: now - 10, until: now))
        }
        #expect(throws: InvitationProblem.laterThan(seconds: Invitations.farthest)) {
            let from = now + Invitations.farthest + 1
            return try invitations.seal(Self.invitation(from: from, until: from + 1))
        }
        #expect(throws: InvitationProblem.endsBeforeItBegins) { try Self.invitation(until: now) }
        #expect(throws: InvitationProblem.unusableTimes) { try Self.invitation(from: -1) }
        #expect(throws: InvitationProblem.unusableTimes) { try Self.invitation(until: .max) }
    }

    @Test("never holds for longer than 30 days, whatever is configured")
    func thirtyDays() throws {
        let generous = Invitations(keys: try Self.keys("A"), longest: .max)
        #expect(throws: InvitationProblem.longerThan(seconds: 30 * 86_400)) {
            try generous.seal(Self.invitation(until: Self.now + 30 * 86_400 + 1))
        }
    }

    @Test("is not made of names that are empty or too long, and the longest fit into a line of a message")
    func names() throws {
        #expect(throws: InvitationProblem.noRoom) { try Self.invitation(room: " \n ") }
        #expect(throws: InvitationProblem.tooLong("room", limit: 255)) {
            try Self.invitation(room: String(repeating: "r", count: 256))
        }
        #expect(throws: InvitationProblem.tooLong("tenant", limit: 63)) {
            try Self.invitation(tenant: String(repeating: "t", count: 64))
        }
        #expect(throws: InvitationProblem.tooLong("person", limit: 128)) {
            try Self.invitation(name: String(repeating: "ü", count: 65))
        }
        let longest = try Self.invitation(
            room: String(repeating: "r", count: 255), tenant: String(repeating: "t", count: 63),
            name: String(repeating: "n", count: 128))
        let sealed = try invitations.seal(longest)
        #expect(sealed.count <= Invitations.longestSealed)
        #expect("https://:65535/_login/invited/".count + 253 + sealed.count < 998)
        #expect(invitations.judge(sealed, now: Self.now) == .open(longest))
    }

    @Test("may be made with a permit for its room, in time, and with no other")
    func permit() throws {
        let permit = try invitations.seal(
            InvitationPermit(
                account: "uid=alice", name: "Alice", room: "standup", tenant: "school", now: Self.now))
        func account(_ room: String, _ tenant: String?, at moment: Int = Self.now) -> String? {
            invitations.permit(permit, room: room, tenant: tenant, now: moment)?.account
        }
        #expect(invitations.permit(permit, room: "standup", tenant: "school", now: Self.now)?.name == "Alice")
        #expect(account("standup", "school") == "uid=alice")
        #expect(account("standup", nil) == nil)
        #expect(account("other", "school") == nil)
        #expect(account("standup", "school", at: Self.now + InvitationPermit.lifetime) == nil)
        let link = try invitations.seal(Self.invitation())
        #expect(
            invitations.permit(link, room: "standup", tenant: nil, now: Self.now) == nil)
    }
}
