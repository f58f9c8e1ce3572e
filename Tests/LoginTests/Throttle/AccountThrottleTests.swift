import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Login

@Suite("A guesser")
struct AccountThrottleTests {
    private static let alice = "uid=alice,dc=example"
    private let site = ThrottledLogin()

    @Test(
        "is told to wait after so many tries, at a name that is somebody's as at one that is nobody's",
        arguments: [alice, nil])
    func names(account: String?) {
        for _ in 1...3 { #expect(site.login("alice", of: account) == .refused) }
        for second in [0.0, 60, 1859] {
            #expect(site.login("alice", of: account, at: second) == .wait(.name))
        }
        #expect(site.wait("alice", at: 60)?.retryAfter == 1800)
    }

    @Test("gets three wrong passwords of an account to the directory, however its name is written")
    func spellings() {
        let spellings = [
            "alice", "ALICE", "alice@example.org", "CORP\\alice", "corp.example\\Alice", "a.adams",
        ]
        var ends: [ThrottledLogin.End] = []
        for _ in 1...6 { for name in spellings { ends.append(site.login(name, of: Self.alice)) } }
        #expect(ends.count { $0 == .refused } == 3)
        // What is upper case, and what is not, is one name; for each the visitor reads the same as for a made-up one.
        #expect(ends.count { $0 != .wait(.name) } == 5 * 3)
    }

    @Test("reads the same, and as often, whether the account's tries are used up or there is no account")
    func oracle() {
        for _ in 1...3 { _ = site.login("alice@example.org", of: Self.alice) }
        func told(_ name: String, _ account: String?) -> [Bool] {
            (1...5).map { _ in if case .wait = site.login(name, of: account) { true } else { false } }
        }
        #expect(told("alice", Self.alice) == told("nobody", nil))
    }

    @Test("may try again when the time after the last refusal is over, and not before")
    func window() {
        for second in [0.0, 600, 1200] {
            #expect(site.login("alice", of: Self.alice, at: second) == .refused)
        }
        // A minute beyond the window: the directory's own count began later than ours.
        #expect(site.login("alice", of: Self.alice, at: 1200 + 1859) == .wait(.name))
        #expect(site.login("alice", of: Self.alice, at: 1200 + 1861) == .refused)
    }

    @Test("is not somebody of many who share an account: they wait for each other, and are let in")
    func shared() {
        let (throttle, limits) = (site.throttle, site.limits)
        let begun = (1...3).compactMap { _ in try? throttle.begin("class-5a", from: nil, limits).get() }
        #expect(begun.count == 3)
        #expect(site.wait("class-5a")?.reason == .name, "who does not wait is told to")
        let hasBegun = Locked<Bool?>(nil)
        TestThread {
            let next = throttle.begin("class-5a", from: nil, limits, until: .now + .seconds(60))
            hasBegun.withLock { $0 = (try? next.get()) != nil }
        }.start()
        usleep(100_000)
        #expect(hasBegun.withLock { $0 } == nil)
        begun[0].end(.admitted(.alice(in: []), .member, notice: nil))
        #expect(eventually { hasBegun.withLock { $0 } == true })
    }

    @Test("who tries many passwords at once gets no further by waiting for their turn")
    func hundredAtOnce() {
        let (throttle, limits) = (site.throttle, site.limits)
        let (tried, over) = (Locked(0), Locked(0))
        for _ in 1...20 {
            TestThread {
                let login = throttle.begin("alice", from: nil, limits, until: .now + .seconds(60))
                if let attempt = try? login.get() {
                    tried.next()
                    usleep(20_000)
                    attempt.end(.refused(.wrongPassword(diagnostic: "")))
                }
                over.next()
            }.start()
        }
        #expect(eventually(within: 30) { over.withLock { $0 } == 20 })
        #expect(tried.withLock { $0 } == 3)
    }

    @Test("does not keep it shut by going on")
    func noExtension() {
        for _ in 1...3 { _ = site.login("alice", of: Self.alice) }
        for second in stride(from: 1.0, through: 1800, by: 10) {
            _ = site.login("alice", of: Self.alice, at: second)
            _ = site.login("alice \(second)", of: Self.alice, at: second)
        }
        #expect(site.login("alice", of: Self.alice, isRight: true, at: 1862) == .admitted)
    }

    @Test("is one of a hundred at once, of which no more are tried than of a hundred in a row")
    func parallel() async {
        let tried = Locked(0)
        let site = site
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    guard
                        case .success(let attempt) = site.throttle.begin(
                            "spelling \(number)", from: nil, site.limits, now: site.start)
                    else { return }
                    if attempt.mayTry(Self.alice, now: site.start) {
                        tried.withLock { $0 += 1 }
                        await Task.yield()
                        attempt.end(.refused(.wrongPassword(diagnostic: "")), now: site.start)
                    } else {
                        attempt.end(.refused(.throttled), now: site.start)
                    }
                }
            }
        }
        #expect(tried.withLock { $0 } == 3)
        // The same by one name, where no entry is known before the bind.
        let begun = (1...100).compactMap { _ in
            try? site.throttle.begin("bob", from: nil, site.limits, now: site.start).get()
        }
        #expect(begun.count == 3)
    }

    @Test("has no count after a success, nor for what the directory did not judge")
    func forgotten() {
        for _ in 1...10 {
            for _ in 1...2 { #expect(site.login("alice", of: Self.alice) == .refused) }
            #expect(site.login("alice", of: Self.alice, isRight: true) == .admitted)
        }
        let outcomes: [LoginOutcome] = [
            .directoryUnreachable(cause: "x"), .accountProblem(.passwordExpired, detail: ""),
        ]
        for outcome in outcomes {
            for _ in 1...10 {
                guard case .success(let attempt) = site.throttle.begin("bob", from: nil, site.limits)
                else {
                    Issue.record("stopped")
                    return
                }
                #expect(attempt.mayTry("uid=bob"))
                attempt.end(outcome)
            }
        }
        // A password that was right, but of an account that may not sign in, is no success to the directory.
        for _ in 1...3 { #expect(site.login("carol", of: "uid=carol") == .refused) }
        guard case .failure = site.throttle.begin("carol", from: nil, site.limits, now: site.start) else {
            Issue.record("carol is not stopped")
            return
        }
    }

    @Test("does not use up a try by a login that never ended, nor two by one that asked two servers")
    func reservations() {
        for _ in 1...10 {
            guard case .success(let attempt) = site.throttle.begin("bob", from: nil, site.limits)
            else {
                Issue.record("stopped")
                return
            }
            #expect(attempt.mayTry("uid=bob") && attempt.mayTry("uid=bob"))
        }
        for _ in 1...3 { #expect(site.login("bob", of: "uid=bob") == .refused) }
    }

    @Test("is logged once for each time that the count was full")
    func loggedOnce() {
        for _ in 1...3 { _ = site.login("alice", of: Self.alice) }
        #expect(site.wait("alice")?.isFirst == true)
        for _ in 1...50 { #expect(site.wait("alice")?.isFirst == false) }
        for _ in 1...3 { _ = site.login("alice", of: Self.alice, at: 2000) }
        #expect(site.wait("alice", at: 2000)?.isFirst == true)
    }

    @Test(
        "types a name in vain in another case, form or width",
        arguments: [
            "ALICE", " alice ", "\u{FF41}lice", "\u{FF21}LICE", "\u{A0}alice", "ali\u{AD}ce", "alice\u{200B}",
        ])
    func folded(spelling: String) {
        for _ in 1...3 { _ = site.login("alice", of: nil) }
        #expect(site.login(spelling, of: nil) == .wait(.name))
        #expect(site.login("alicia", of: nil) == .refused)
    }

    @Test("types a name in vain with more white space in it")
    func spaces() {
        for _ in 1...3 { _ = site.login("jane doe", of: nil) }
        #expect(site.login("jane \t  doe", of: nil) == .wait(.name))
        #expect(site.login("janedoe", of: nil) == .refused)
        // A space with a sign on top is one Character, and white space to Swift.
        #expect(FoldedName(" \u{6E3}x") == FoldedName("\u{6E3}x"))
    }

    @Test("is not told by the time to wait whether the tries of a name are under way or refused")
    func underWay() {
        let begun = (1...3).compactMap { _ in try? site.throttle.begin("alice", from: nil, site.limits).get()
        }
        let underWay = site.wait("alice")
        for attempt in begun { attempt.end(.refused(.notFound), now: site.start) }
        #expect(underWay?.retryAfter == 1860 && site.wait("alice")?.retryAfter == 1860)
        #expect(underWay?.isFirst == false)
    }

    @Test("is slowed by what the configuration says", arguments: [1, 2, 9])
    func configured(tries: Int) {
        var site = site
        site.limits = ThrottleLimits(tries: tries, triesOfDevices: 0, window: .seconds(60))
        for _ in 0..<tries { #expect(site.login("alice", of: Self.alice) == .refused) }
        #expect(site.login("alice", of: Self.alice) == .wait(.name))
        #expect(site.login("alice", of: Self.alice, at: 121) == .refused)
    }
}
