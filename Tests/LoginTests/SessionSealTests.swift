import Secrets
import Testing

@testable import Login

@Suite("A sealed session")
struct SessionSealTests {
    private static let now = 1_800_000_000
    private static let key = "dGhpcnR5LXR3byBieXRlcyBvZiBhIHRlc3QncyBrZXk="
    private static let otherKey = "YW5vdGhlciBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyE="

    private static let limits = SessionLimits(idle: 7_200, lifetime: 28_800, afterKick: 300)

    private func seals(
        _ keys: [String] = [key], site: String = "https://meet.example.org", limits: SessionLimits = limits
    ) throws -> SessionSeals {
        let file = SecretBytes(copying: Array(keys.joined(separator: "\n").utf8))
        return SessionSeals(
            keys: try SealingKeys(parsing: file),
            limits: limits, site: site)
    }

    private func session(username: String = "Alïce") -> Session {
        Session(of: .alice(in: []), username: username, at: Self.now, limits: Self.limits, isPersistent: true)
    }

    @Test("comes back as it was, marks and all")
    func same() throws {
        let seals = try seals()
        let session = session().used(for: "/standup", at: Self.now + 5).kicked(seals.limits, at: Self.now + 9)
        let text = try #require(try seals.seal(session))
        #expect(seals.open(text, at: Self.now + 10) == session)
        #expect(session.isBarred(at: Self.now + 308) && !session.isBarred(at: Self.now + 309))
    }

    @Test("opens with an old key after a rotation, and not when the key is gone, nor at another site")
    func keys() throws {
        let text = try #require(try seals().seal(session()))
        #expect(try seals([Self.otherKey, Self.key]).open(text, at: Self.now) != nil)
        #expect(try seals([Self.otherKey]).open(text, at: Self.now) == nil)
        #expect(try seals(site: "https://other.example.org").open(text, at: Self.now) == nil)
    }

    @Test("is over when it was idle too long, when it is too old, and where it is from the future")
    func limits() throws {
        let seals = try seals()
        let text = try #require(try seals.seal(session()))
        #expect(seals.open(text, at: Self.now + 7_199) != nil)
        #expect(seals.open(text, at: Self.now + 7_200) == nil)
        #expect(seals.open(text, at: Self.now - 61) == nil)
        let used = session().used(for: "/a", at: Self.now + 28_000)
        let later = try #require(try seals.seal(used))
        #expect(seals.open(later, at: Self.now + 28_799) != nil)
        #expect(seals.open(later, at: Self.now + 28_800) == nil)
    }

    @Test("is over by the limits it began under when they are longer now, and by those of now when shorter")
    func otherLimits() throws {
        let text = try #require(try seals().seal(session()))
        let long = try seals(limits: SessionLimits(idle: 90_000, lifetime: 90_000, afterKick: 0))
        #expect(long.open(text, at: Self.now + 28_799) != nil)
        #expect(long.open(text, at: Self.now + 28_800) == nil)
        let short = try seals(limits: SessionLimits(idle: 60, lifetime: 600, afterKick: 0))
        #expect(short.open(text, at: Self.now + 59) != nil && short.open(text, at: Self.now + 60) == nil)
        #expect(short.limits.end(of: session()) == Self.now + 60)
        let shorter = try seals(limits: SessionLimits(idle: 7_200, lifetime: 600, afterKick: 0))
        #expect(
            shorter.open(text, at: Self.now + 599) != nil && shorter.open(text, at: Self.now + 600) == nil)
    }

    @Test("is none while the clock is behind its last use, and neither that nor a bar is ever taken back")
    func clockSetBack() throws {
        let seals = try seals()
        let used = session().seen(at: Self.now + 600)
        let text = try #require(try seals.seal(used))
        #expect(seals.open(text, at: Self.now + 539) == nil && seals.open(text, at: Self.now + 540) != nil)
        #expect(used.seen(at: Self.now + 570).lastSeen == Self.now + 600)
        let kicked = used.kicked(seals.limits, at: Self.now + 600)
        #expect(kicked.kicked(seals.limits, at: Self.now + 570).isBarred(at: Self.now + 899))
    }

    @Test("is not made where it would not fit into a cookie")
    func tooLong() throws {
        #expect(try seals().seal(session(username: String(repeating: "a", count: 256))) != nil)
        let account = Account(
            dn: "uid=" + String(repeating: "a", count: 2_900), id: "a", name: nil, email: nil, groups: [])
        let long = Session(of: account, username: "a", at: Self.now, limits: Self.limits, isPersistent: false)
        #expect(try seals().seal(long) == nil)
        let endless = Account(
            dn: String(repeating: "a", count: 70_000), id: "a", name: nil, email: nil, groups: [])
        #expect(
            try seals().seal(
                Session(of: endless, username: "a", at: 0, limits: Self.limits, isPersistent: false)) == nil)
    }

    @Test("is not read from bytes that are cut short, have one too many, or another form")
    func record() throws {
        let record = try #require(session().record)
        #expect(Session(record: record) == session(like: record))
        for count in record.indices { #expect(Session(record: Array(record.prefix(count))) == nil) }
        #expect(Session(record: record + [0]) == nil)
        #expect(Session(record: [9] + record.dropFirst()) == nil)
    }

    @Test("of an earlier release, which had no DN, is the same but for that")
    func withoutDN() throws {
        let record = try #require(session().record)
        let dn = Array(session().accountDN.utf8)
        #expect(session().accountDN == Account.alice(in: []).dn && Array(record.suffix(dn.count)) == dn)
        let old = try #require(Session(record: [2] + record.dropFirst().dropLast(dn.count + 2)))
        #expect(old.accountDN.isEmpty && old.stands(for: .alice(in: [])))
        #expect(old.username == session().username && old.latestEnd == session().latestEnd)
        // No form has what belongs to the other.
        #expect(Session(record: [2] + record.dropFirst()) == nil)
        #expect(Session(record: Array(record.dropLast(dn.count + 2))) == nil)
    }

    @Test("keeps no DN that is too long for it, and goes without")
    func longDN() throws {
        for (length, isKept) in [(512, true), (513, false)] {
            let account = Account(
                dn: String(repeating: "a", count: length), key: "a", id: "a", name: nil, email: nil,
                groups: [])
            let session = Session(
                of: account, username: "a", at: Self.now, limits: Self.limits, isPersistent: false)
            #expect(session.accountDN == (isKept ? account.dn : ""))
        }
    }

    private func session(like record: [UInt8]) -> Session? {
        let read = Session(record: record)
        return read?.record == record ? read : nil
    }

    @Test("stands for its own account and for no other of the name")
    func account() {
        let session = session()
        #expect(session.stands(for: .alice(in: ["any"])))
        for (dn, id) in [("uid=alice,dc=new", "alice"), ("uid=alice,dc=example", "other")] {
            let other = Account(dn: dn, id: id, name: "Alice", email: nil, groups: [])
            #expect(!session.stands(for: other))
        }
    }

    @Test("notices a loop: the second return into one room within seconds, and no other")
    func loop() {
        let once = session().used(for: "/standup", at: Self.now)
        #expect(!once.issues.areLoop(into: "/standup", at: Self.now + 1))
        let twice = once.used(for: "/standup", at: Self.now + 20)
        #expect(twice.issues.areLoop(into: "/standup", at: Self.now + 40))
        #expect(!twice.issues.areLoop(into: "/standup", at: Self.now + 41))
        #expect(!twice.issues.areLoop(into: "t/standup", at: Self.now + 21))
        #expect(!twice.withoutIssues.issues.areLoop(into: "/standup", at: Self.now + 21))
        let slow = once.used(for: "/standup", at: Self.now + 21)
        #expect(!slow.issues.areLoop(into: "/standup", at: Self.now + 22))
    }
}
