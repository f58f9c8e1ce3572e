import Foundation
import Login
import TestSupport
import Testing

@testable import jitsi_ldap_login

@Suite("The list of ended sessions")
struct EndedSessionsTests {
    private static let now = 1_800_000_000

    /// - Parameter end: after how many seconds it would be over anyway.
    private func session(at moment: Int = now, end: Int = 100) -> Session {
        let account = Account(dn: "uid=alice,dc=example", id: "alice", name: nil, email: nil, groups: [])
        let limits = SessionLimits(idle: end, lifetime: end, afterKick: 0)
        return Session(of: account, username: "alice", at: moment, limits: limits, isPersistent: false)
    }

    @Test("survives a restart, until the sessions have long been over anyway, whatever the clock says today")
    func restart() throws {
        let folder = try TemporaryFolder()
        let file = EndedSessionsFile(path: folder.file("ended-sessions"))
        let (one, two, other) = (session(end: 10), session(), session())
        let list = try EndedSessions(file: file, now: Self.now)
        try list.add(one, now: Self.now)
        try list.add(two, now: Self.now)
        #expect(list.contains(one) && list.contains(two) && !list.contains(other))
        let early = try EndedSessions(file: file, now: Self.now + EndedSessions.grace)
        #expect(early.contains(one) && early.contains(two) && !early.contains(other))
        let next = try EndedSessions(file: file, now: Self.now + 50 + EndedSessions.grace)
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
        try list.add(first, now: Self.now)
        try list.add(session(end: 5), now: Self.now)
        // One has run out, and makes room.
        try list.add(session(), now: Self.now + 6)
        #expect(!list.contains(bystander))
        try list.add(session(), now: Self.now + 7)
        #expect(list.contains(first) && list.contains(bystander))
        #expect(list.contains(session(at: Self.now + 7)) && !list.contains(session(at: Self.now + 8)))
        let next = try EndedSessions(file: file, now: Self.now + 9)
        #expect(next.contains(bystander) && !next.contains(session(at: Self.now + 8)))
    }

    @Test("reads a line that follows one which was cut short while it was written")
    func tornBefore() throws {
        let folder = try TemporaryFolder()
        let file = EndedSessionsFile(path: folder.file("ended-sessions"))
        let list = try EndedSessions(file: file, now: Self.now)
        let handle = try #require(FileHandle(forWritingAtPath: file.path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("0123456789abcdef 18000".utf8))
        let one = session()
        try list.add(one, now: Self.now)
        #expect(try EndedSessions(file: file, now: Self.now).contains(one))
    }

    @Test("writes what the disk did not take before, as soon as it does")
    func caughtUp() throws {
        let folder = try TemporaryFolder()
        let inner = folder.file("state")
        let manager = FileManager.default
        try manager.createDirectory(atPath: inner, withIntermediateDirectories: false)
        let file = EndedSessionsFile(path: inner + "/ended-sessions")
        let list = try EndedSessions(file: file, now: Self.now)
        try manager.removeItem(atPath: inner)
        let (one, two) = (session(), session())
        #expect(throws: SystemFailure.self) { try list.add(one, now: Self.now) }
        try manager.createDirectory(atPath: inner, withIntermediateDirectories: false)
        try list.add(two, now: Self.now)
        let next = try EndedSessions(file: file, now: Self.now)
        #expect(next.contains(one) && next.contains(two))
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
        #expect(throws: SystemFailure.self) { try list.add(one, now: Self.now) }
        #expect(list.contains(one))
    }

    @Test("begins where the disk takes nothing, and says so; not where the list cannot be read")
    func start() throws {
        let folder = try TemporaryFolder()
        let file = EndedSessionsFile(path: folder.file("state/ended-sessions"))
        let failures = Locked<[String]>([])
        let list = try EndedSessions(file: file, now: Self.now) { trouble in
            guard case .unwritten(let failure) = trouble else { return }
            failures.withLock { $0.append(failure.description) }
        }
        let failed = failures.withLock { $0 }
        #expect(failed.count == 1 && failed[0].contains("state/ended-sessions"))
        let one = session()
        #expect(throws: SystemFailure.self) { try list.add(one, now: Self.now) }
        try FileManager.default.createDirectory(
            atPath: folder.file("state"), withIntermediateDirectories: false)
        try list.add(session(), now: Self.now)
        #expect(try EndedSessions(file: file, now: Self.now).contains(one))

        let unreadable = EndedSessionsFile(path: folder.file("state"))
        #expect(throws: SystemFailure.self) { try EndedSessions(file: unreadable, now: Self.now) }
        let link = folder.file("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file.path)
        #expect(throws: SystemFailure.self) {
            try EndedSessions(file: EndedSessionsFile(path: link), now: Self.now)
        }
    }

    @Test("holds what many threads end at once, in the file too")
    func threads() throws {
        let folder = try TemporaryFolder()
        let file = EndedSessionsFile(path: folder.file("ended-sessions"))
        let list = try EndedSessions(file: file, now: Self.now, most: 60)
        let early = (0..<20).map { _ in session(end: 1) }
        for one in early { try list.add(one, now: Self.now) }
        let sessions = (0..<60).map { _ in session() }
        DispatchQueue.concurrentPerform(iterations: sessions.count) { index in
            do { try list.add(sessions[index], now: Self.now + 1) } catch { Issue.record(error) }
        }
        let next = try EndedSessions(file: file, now: Self.now + 1, most: 60)
        #expect(sessions.allSatisfy { list.contains($0) && next.contains($0) })
        #expect(!next.contains(session(at: Self.now + 1)))
    }

    @Test("is one for all who have the same file: each knows soon what the others end")
    func shared() throws {
        let folder = try TemporaryFolder()
        let file = EndedSessionsFile(path: folder.file("ended-sessions"))
        let lists = try (0..<3).map { _ in try EndedSessions(file: file, now: Self.now) }
        let bystander = session()
        for list in lists {
            let one = session()
            #expect(lists.allSatisfy { !$0.contains(one) })
            try list.add(one, now: Self.now)
            #expect(list.contains(one))
            #expect(lists.allSatisfy { other in eventually { other.contains(one) } })
        }
        // Who begins later writes the file anew, and who is full as well.
        let (late, last) = (session(), session())
        let small = try EndedSessions(file: file, now: Self.now, most: 3)
        try lists[0].add(late, now: Self.now)
        #expect(eventually { small.contains(late) })
        #expect(lists.allSatisfy { !$0.contains(bystander) })
        try small.add(last, now: Self.now)
        #expect(lists.allSatisfy { list in eventually { list.contains(last) && list.contains(bystander) } })
    }

    @Test("loses nothing where several end sessions, and begin anew, at the same time")
    func together() throws {
        let folder = try TemporaryFolder()
        let file = EndedSessionsFile(path: folder.file("ended-sessions"))
        let lists = try (0..<4).map { _ in try EndedSessions(file: file, now: Self.now) }
        let sessions = (0..<120).map { _ in session() }
        DispatchQueue.concurrentPerform(iterations: sessions.count) { index in
            do {
                try lists[index % 4].add(sessions[index], now: Self.now)
                if index % 10 == 0 { _ = try EndedSessions(file: file, now: Self.now) }
            } catch {
                Issue.record(error)
            }
        }
        let next = try EndedSessions(file: file, now: Self.now)
        #expect(sessions.allSatisfy { next.contains($0) })
        #expect(lists.allSatisfy { list in eventually { sessions.allSatisfy { list.contains($0) } } })
    }

    @Test("is written by one process at a time, which keeps the others waiting for a moment only")
    func alone() throws {
        let folder = try TemporaryFolder()
        let file = EndedSessionsFile(path: folder.file("ended-sessions"))
        let list = try EndedSessions(file: file, now: Self.now)
        let (waiting, done) = (session(), Locked(0))
        try file.alone { () throws(SystemFailure) in
            TestThread.detach {
                try? list.add(waiting, now: Self.now)
                done.next()
            }
            TestThread.detach {
                _ = try? EndedSessions(file: file, now: Self.now)
                done.next()
            }
            usleep(300_000)
            let lines = try file.lines()
            #expect(lines.isEmpty && done.withLock { $0 } == 0)
        }
        #expect(eventually { done.withLock { $0 } == 2 })
        let late = session()
        try file.alone { () throws(SystemFailure) in
            // Whoever has it does not let go: this ends all the same.
            try list.add(late, now: Self.now)
        }
        #expect(
            try Set(file.lines().map(\.text))
                == Set([waiting, late].map { "\($0.id) \(Self.now + 100)\n" }))
    }

    @Test("says once that it cannot be read, and again when it could in between")
    func unread() throws {
        let folder = try TemporaryFolder()
        let file = EndedSessionsFile(path: folder.file("ended-sessions"))
        let troubles = Locked(0)
        let list = try EndedSessions(file: file, now: Self.now) { trouble in
            if case .unread = trouble { troubles.next() }
        }
        let (one, away) = (session(), folder.file("away"))
        try list.add(one, now: Self.now)
        for round in 1...2 {
            try FileManager.default.moveItem(atPath: file.path, toPath: away)
            try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: false)
            #expect(eventually { list.contains(one) && troubles.withLock { $0 } == round })
            usleep(1_500_000)
            #expect(list.contains(one) && troubles.withLock { $0 } == round)
            try FileManager.default.removeItem(atPath: file.path)
            try FileManager.default.moveItem(atPath: away, toPath: file.path)
            let other = session()
            try EndedSessions(file: file, now: Self.now).add(other, now: Self.now)
            #expect(eventually { list.contains(other) })
        }
    }
}
