import TestSupport
import Testing

@testable import Login

@Suite("What the throttle remembers")
struct TableTests {
    @Test("is bounded: 24 bytes for each of so many, and a little for their lists")
    func bound() {
        #expect(Throttle(remembered: 250_000).mostBytes <= 3 * 250_000 * 26)
        #expect(Throttle(remembered: 1_000_000).mostBytes <= 78_000_000)
        #expect(BoundedTable<UInt64>(places: 32, vacant: 0).mostBytes == 32 * 24 + 8)
    }

    @Test("grows no further, and what came last is there")
    func last() {
        var table = BoundedTable<UInt64>(places: 1024, vacant: 0)
        let keys = ThrottleKeys()
        for number in 0..<20_000 {
            let key = keys.key(.name, Array("\(number)".utf8))
            table.change(key, worth: { $0 }, { $0 = UInt64(number) + 1 })
            #expect(table.value(of: key) == UInt64(number) + 1)
        }
        let kept = (0..<20_000).count { table.value(of: keys.key(.name, Array("\($0)".utf8))) != nil }
        #expect(kept > 900 && kept <= 1024)
    }

    @Test("is found again while there is room for all")
    func found() {
        // Chance deals the keys to 512 sets of eight places; that one set gets nine of 300 happens once in 150,000 runs.
        var table = BoundedTable<UInt64>(places: 4096, vacant: 0)
        let keys = (0..<300).map { [keys = ThrottleKeys()] in keys.key(.name, Array("\($0)".utf8)) }
        for (number, key) in keys.enumerated() {
            table.change(key, worth: { $0 }, { $0 += UInt64(number) + 1 })
        }
        #expect(keys.enumerated().allSatisfy { table.value(of: $1) == UInt64($0) + 1 })
    }

    @Test("of an account under attack outlasts a flood of made-up names, which locks nobody else out")
    func flood() {
        let site = ThrottledLogin(remembered: 2000)
        for _ in 1...3 { _ = site.login("alice", of: "uid=alice") }
        // Twenty times as many as there is room for.
        for number in 0..<40_000 { #expect(site.login("made-up-\(number)", of: nil) == .refused) }
        #expect(site.login("alice", of: "uid=alice") == .wait(.name))
        #expect(site.login("ALICE@example.org", of: "uid=alice") == .untried)
        #expect(site.login("bob", of: "uid=bob", isRight: true) == .admitted)
    }

    @Test(
        "of an account outlasts even names that are all used up: no made-up name has a place among accounts")
    func costlyFlood() {
        let site = ThrottledLogin(remembered: 1000)
        for _ in 1...3 { _ = site.login("alice", of: "uid=alice") }
        for number in 0..<5000 { for _ in 1...4 { _ = site.login("made-up-\(number)", of: nil) } }
        var tried = 0
        for number in 0..<50 where site.login("alice\(number)", of: "uid=alice") == .refused { tried += 1 }
        #expect(tried == 0)
        #expect(site.login("bob", of: "uid=bob", isRight: true) == .admitted)
    }

    @Test("of an address that has to wait outlasts a flood of others")
    func addresses() {
        var site = ThrottledLogin(remembered: 2000)
        site.limits = ThrottleLimits(address: .init(10, per: .seconds(3600)))
        for number in 0..<10 { _ = site.login("n\(number)", of: nil, from: "192.0.2.7") }
        for number in 0..<40_000 {
            let address = "10.\(number >> 16).\(number >> 8 & 255).\(number & 255)"
            #expect(site.login("x\(number)", of: nil, from: address) == .refused)
        }
        #expect(site.login("y", of: nil, from: "192.0.2.7") == .wait(.address))
    }

    @Test("is by keys that nobody outside can tell")
    func keys() {
        let (one, other) = (ThrottleKeys(), ThrottleKeys())
        let text = Array("alice".utf8)
        #expect(one.key(.name, text) == one.key(.name, text))
        #expect(one.key(.name, text) != other.key(.name, text))
        #expect(one.key(.name, text) != one.key(.account, text))
    }
}
