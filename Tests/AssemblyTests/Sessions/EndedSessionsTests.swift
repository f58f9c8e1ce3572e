import Foundation
import Login
import TestSupport
import Testing

@testable import jitsi_ldap_login

@Suite("The list of ended sessions")
struct EndedSessionsTests {
    private static let now = 1_800_000_000

    private func session(at moment: Int = now) -> Session {
        let account = Account(dn: "uid=alice,dc=example", id: "alice", name: nil, email: nil, groups: [])
        return Session(of: account, username: "alice", at: moment, isPersistent: false)
    }

    @Test("survives a restart, until the sessions would be over anyway")
    func restart() throws {
        let folder = try TemporaryFolder()
        let file = EndedSessionsFile(path: folder.file("ended-sessions"))
        let (one, two, other) = (session(), session(), session())
        let list = try EndedSessions(file: file, now: Self.now)
        try list.add(one, until: Self.now + 10, now: Self.now)
        try list.add(two, until: Self.now + 100, now: Self.now)
        #expect(list.contains(one) && list.contains(two) && !list.contains(other))
        let next = try EndedSessions(file: file, now: Self.now + 50)
        #expect(!next.contains(one) && next.contains(two) && !next.contains(other))
        #expect(try file.lines() == [.session(two.id, end: Self.now + 100)])
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("reads what is whole of a file that a crash has cut short")
    func torn() throws {
        let folder = try TemporaryFolder()
        let one = session()
        let path = try folder.write(
            "\(one.id) 1900000000\nrubbish\n\(one.id)\nall -1\n00 1900000000\n\(session().id) 19x\n0123",
            to: "ended-sessions")
        let file = EndedSessionsFile(path: path)
        #expect(try file.lines() == [.session(one.id, end: 1_900_000_000)])
        #expect(try EndedSessions(file: file, now: Self.now).contains(one))
    }

    @Test("forgets nothing when it is full: then all sessions that have begun are over")
    func full() throws {
        let folder = try TemporaryFolder()
        let file = EndedSessionsFile(path: folder.file("ended-sessions"))
        let list = try EndedSessions(file: file, now: Self.now, most: 2)
        let (first, bystander) = (session(), session())
        try list.add(first, until: Self.now + 100, now: Self.now)
        try list.add(session(), until: Self.now + 5, now: Self.now)
        // One has run out, and makes room.
        try list.add(session(), until: Self.now + 100, now: Self.now + 6)
        #expect(!list.contains(bystander))
        try list.add(session(), until: Self.now + 100, now: Self.now + 7)
        #expect(list.contains(first) && list.contains(bystander))
        #expect(!list.contains(session(at: Self.now + 8)))
        let next = try EndedSessions(file: file, now: Self.now + 9)
        #expect(next.contains(bystander) && !next.contains(session(at: Self.now + 8)))
    }

    @Test("says so where the disk does not take it, and knows of the session all the same")
    func disk() throws {
        let folder = try TemporaryFolder()
        let inner = folder.file("state")
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
        let list = try EndedSessions(
            file: EndedSessionsFile(path: inner + "/ended-sessions"), now: Self.now)
        try FileManager.default.removeItem(atPath: inner)
        let one = session()
        #expect(throws: SystemFailure.self) { try list.add(one, until: Self.now + 9, now: Self.now) }
        #expect(list.contains(one))
        #expect(throws: SystemFailure.self) {
            try EndedSessions(file: EndedSessionsFile(path: inner + "/ended-sessions"), now: Self.now)
        }
    }
}
