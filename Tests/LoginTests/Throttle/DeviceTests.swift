import Secrets
import Testing

@testable import Login

@Suite("A browser that has signed in before")
struct DeviceTests {
    private static let alice = "uid=alice,dc=example"
    private let site = ThrottledLogin()
    private let known = DeviceMarks.known(alice, as: "alice")

    /// Strangers use up what they have.
    private func attack(_ names: String...) {
        for name in names { for _ in 1...5 { _ = site.login(name, of: Self.alice) } }
    }

    @Test(
        "gets in while the account is under attack, by another of its names as well; a stranger is told to wait"
    )
    func owner() {
        attack("alice", "ALICE", "alice@example.org")
        #expect(site.login("alice", of: Self.alice, isRight: true) == .wait(.name))
        #expect(site.login("a.adams", of: Self.alice, isRight: true) == .untried)
        #expect(site.login("Alice", of: Self.alice, isRight: true, devices: known) == .admitted)
        #expect(site.login("a.adams", of: Self.alice, isRight: true, devices: known) == .admitted)
        // The name is still shut for strangers: who is told to wait does not learn that its owner came.
        #expect(site.login("alice", of: Self.alice) == .wait(.name))
    }

    @Test("gets a try more than strangers, and never more than the directory may see in all")
    func worstCase() {
        attack("alice", "alice@example.org")
        #expect(site.login("alice", of: Self.alice, devices: known) == .refused)
        #expect(site.login("alice", of: Self.alice, isRight: true, devices: known) == .wait(.account))
        // However many such browsers somebody has.
        for number in 1...20 {
            let other = DeviceMarks.known(Self.alice, as: "alice\(number)")
            #expect(site.login("alice\(number)", of: Self.alice, devices: other) == .wait(.account))
        }
        #expect(site.login("alice", of: Self.alice, isRight: true, devices: known, at: 1862) == .admitted)
    }

    @Test("is known for that account alone: at any other it is a stranger")
    func others() {
        for _ in 1...3 { #expect(site.login("bob", of: "uid=bob", devices: known) == .refused) }
        #expect(site.login("bob", of: "uid=bob", devices: known) == .wait(.name))
        // Its name given away to another account, it is a stranger to that one.
        let other = ThrottledLogin()
        for _ in 1...3 { _ = other.login("alice@example.org", of: "uid=alice2") }
        #expect(other.login("alice", of: "uid=alice2", devices: known) == .untried)
    }

    @Test("is told to wait before the directory is asked, once all tries of its account are used up")
    func beforeTheDirectory() {
        for _ in 1...4 { _ = site.login("alice", of: Self.alice, devices: known) }
        let next = site.throttle.begin("alice", from: nil, devices: known, site.limits, now: site.start)
        guard case .failure(let stop) = next else {
            Issue.record("it began")
            return
        }
        #expect(stop.refusal.reason == .account)
    }

    @Test("has no try counted at its account where the name has come to stand for another, or for nobody")
    func renamed() {
        for account in ["uid=alice2", "uid=alice3", nil] {
            for _ in 1...3 { _ = site.login("alice", of: account, devices: known) }
        }
        #expect(site.login("a.adams", of: Self.alice, devices: known) == .refused)
        #expect(site.login("alice", of: Self.alice, isRight: true, devices: known) == .admitted)
    }

    @Test("passes the count of its address by its own name, and by no other")
    func address() {
        var site = site
        site.limits = ThrottleLimits(address: .init(2, per: .seconds(3600)))
        for name in ["x", "y"] { _ = site.login(name, of: nil, from: "192.0.2.7") }
        #expect(site.login("bob", of: "uid=bob", from: "192.0.2.7") == .wait(.address))
        #expect(
            site.login("alice", of: Self.alice, isRight: true, from: "192.0.2.7", devices: known) == .admitted
        )
        #expect(site.login("bob", of: "uid=bob", from: "192.0.2.7", devices: known) == .wait(.address))
    }

    @Test("is not known at all where no tries are kept for it")
    func off() {
        var site = site
        site.limits = ThrottleLimits(triesOfDevices: 0)
        for _ in 1...4 { #expect(site.login("alice", of: Self.alice, devices: known) == .refused) }
        #expect(site.login("alice", of: Self.alice, isRight: true, devices: known) == .wait(.name))
    }

    @Test("is known by the last eight accounts and names")
    func several() {
        var devices = DeviceMarks()
        for number in 1...9 {
            devices = devices.adding(account: "uid=\(number)", name: "n\(number)", at: number)
        }
        devices = devices.adding(account: "uid=9", name: "N9", at: 10)
        #expect(devices.marks.count == 8)
        #expect(devices.account(by: FoldedName("n1")) == nil && devices.account(by: FoldedName("n2")) != nil)
        #expect(devices.fit(account: DeviceMarks.digest(ofAccount: "uid=9")))
    }
}

@Suite("A device's cookie")
struct DeviceSealTests {
    private static let first = "dGhpcnR5LXR3byBieXRlcyBvZiBhIHRlc3QncyBrZXk="
    private static let second = "YW5vdGhlciBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyE="

    private static func keys(_ lines: String...) throws -> SealingKeys {
        try SealingKeys(parsing: SecretBytes(copying: Array(lines.joined(separator: "\n").utf8)))
    }

    private static func seals(_ keys: SealingKeys, site: String = "https://meet.example.org") -> DeviceSeals {
        DeviceSeals(keys: keys, lifetime: 1000, site: site)
    }

    private let marks = DeviceMarks().adding(account: "uid=alice", name: "alice", at: 5000)

    @Test("opens where it was sealed, on every host with the key, and after the key was replaced")
    func opens() throws {
        let text = try Self.seals(Self.keys(Self.first)).seal(marks)
        #expect(try Self.seals(Self.keys(Self.first)).open(text, at: 5000) == marks)
        #expect(try Self.seals(Self.keys(Self.second, Self.first)).open(text, at: 5000) == marks)
        #expect(try Self.seals(Self.keys(Self.second)).open(text, at: 5000) == DeviceMarks())
    }

    @Test("holds no name, is another each time, and fits into a cookie with all that it may hold")
    func content() throws {
        let seals = Self.seals(try Self.keys(Self.first))
        var devices = marks
        for number in 1...20 {
            devices = devices.adding(
                account: String(repeating: "x", count: 900) + "\(number)", name: "n\(number)", at: 5000)
        }
        let text = try seals.seal(devices)
        #expect(try text.utf8.count <= DeviceSeals.longest && text != seals.seal(devices))
        #expect(seals.open(text, at: 5000) == devices)
    }

    @Test(
        "is nothing once it is changed, over, from the future, of another site, or a session's",
        arguments: 0..<5)
    func refused(way: Int) throws {
        let keys = try Self.keys(Self.first)
        let seals = Self.seals(keys)
        let text = try seals.seal(marks)
        let opened =
            switch way {
            case 0: seals.open(text.dropLast() + (text.hasSuffix("A") ? "Q" : "A"), at: 5000)
            case 1: seals.open(text, at: 6000)
            case 2: seals.open(text, at: 4900)
            case 3: Self.seals(keys, site: "https://other.example.org").open(text, at: 5000)
            default:
                seals.open(
                    try keys.seal([1, 0], purpose: "session at https://meet.example.org"), at: 5000)
            }
        #expect(opened == DeviceMarks())
        #expect(seals.open(text, at: 5999) == marks)
    }
}
