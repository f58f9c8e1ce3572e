import Testing

@testable import Login

@Suite("An address")
struct AddressThrottleTests {
    private let site = ThrottledLogin()

    @Test("of a thousand people within a minute, a fifth of whom mistype first, lets them all in")
    func school() {
        for number in 0..<1000 {
            let (name, second) = ("pupil\(number)", Double(number) * 0.06)
            if number % 5 == 0 {
                #expect(
                    site.login(name, of: "uid=\(name)", from: "198.51.100.1", at: second) == .refused)
            }
            #expect(
                site.login(name, of: "uid=\(name)", isRight: true, from: "198.51.100.1", at: second)
                    == .admitted)
        }
    }

    @Test("waits after too many refused logins by whatever names, for as long as it takes for one more")
    func spray() {
        for number in 0..<1000 { #expect(site.login("n\(number)", of: nil, from: "192.0.2.7") == .refused) }
        #expect(site.login("other", of: nil, from: "192.0.2.7") == .wait(.address))
        let refusal = site.wait("other", from: "192.0.2.7")
        #expect(refusal?.retryAfter == 4 && refusal?.isFirst == false)
        #expect(site.login("other", of: nil, from: "192.0.2.7", at: 4) == .refused)
        #expect(site.login("another", of: nil, from: "192.0.2.7", at: 4) == .wait(.address))
        // Others are not concerned; nor is a login whose address stands for everybody.
        #expect(site.login("third", of: nil, from: "192.0.2.8") == .refused)
        #expect(site.login("fourth", of: nil) == .refused)
    }

    @Test("is full for no longer than it says, however many logins were under way when it filled")
    func bounded() {
        var site = site
        site.limits = ThrottleLimits(address: .init(2, per: .seconds(60)))
        let attempts = (0..<50).compactMap { number in
            try? site.throttle.begin(
                "n\(number)", from: ClientAddress("192.0.2.7"), site.limits, now: site.start
            ).get()
        }
        for attempt in attempts { attempt.end(.refused(.notFound), now: site.start) }
        #expect(attempts.count == 50)
        #expect(site.wait("x", from: "192.0.2.7")?.retryAfter == 30)
    }

    @Test(
        "counts as one network of IPv6, and as IPv4 in whatever form",
        arguments: [
            ("2001:db8:1:2::7", "2001:db8:1:2:3:4:5:6", true), ("2001:db8:1:2::7", "2001:db8:1:3::7", false),
            ("192.0.2.7", "::ffff:192.0.2.7", true), ("192.0.2.7", "::FFFF:c000:207", true),
            ("192.0.2.7", "192.0.2.8", false), ("::ffff:192.0.2.7", "::ffff:192.0.2.8", false),
            ("::1", "2001:db8::1", false),
        ])
    func places(one: String, other: String, isSame: Bool) throws {
        let addresses = try (#require(ClientAddress(one)), #require(ClientAddress(other)))
        #expect((addresses.0.place == addresses.1.place) == isSame)
    }

    @Test(
        "is read, or not at all",
        arguments: [
            "unix:", "", "-", "192.0.2", "192.0.2.256", "192.0.2.7:80", "fe80::1%eth0", "192.0.2.7\0",
            "a.b.c.d",
            "1:2:3:4:5:6:7:8:9", String(repeating: "1", count: 10_000),
        ])
    func unreadable(text: String) { #expect(ClientAddress(text) == nil) }

    @Test("is this machine's own", arguments: ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])
    func loopback(text: String) throws { #expect(try #require(ClientAddress(text)).isLoopback) }

    @Test(
        "lies in a range or not",
        arguments: [
            ("192.0.2.7", "192.0.2.0", 24, true), ("192.0.3.7", "192.0.2.0", 24, false),
            ("192.0.2.7", "192.0.2.7", 32, true), ("192.0.2.6", "192.0.2.7", 32, false),
            ("10.127.255.255", "10.64.0.0", 10, true), ("10.128.0.0", "10.64.0.0", 10, false),
            ("2001:db8:ffff::1", "2001:db8::", 32, true), ("2001:db9::1", "2001:db8::", 32, false),
            ("192.0.2.7", "::", 1, false), ("255.1.2.3", "128.0.0.0", 1, true),
        ])
    func ranges(address: String, first: String, bits: Int, isIn: Bool) throws {
        let range = AddressRange(try #require(ClientAddress(first)), bits: bits)
        #expect(range.contains(try #require(ClientAddress(address))) == isIn)
    }
}

@Suite("Guests and invited people of one address")
struct VisitThrottleTests {
    private let limits = ThrottleLimits()

    @Test(
        "come in a burst, then steadily, each kind for itself",
        arguments: [
            (Throttle.Visit.guest, 60, 1.0), (.invitationJoin, 300, 0.2), (.invitationOpen, 600, 0.1),
        ])
    func bursts(kind: Throttle.Visit, burst: Int, step: Double) throws {
        let start = ContinuousClock.now
        let throttle = Throttle(remembered: 1000, start: start)
        func stop(_ client: String, _ second: Double = 0) -> ThrottleRefusal? {
            throttle.stops(kind, from: client, limits, now: start + .seconds(second))
        }
        for _ in 0..<burst { #expect(stop("192.0.2.7") == nil) }
        let first = try #require(stop("192.0.2.7"))
        #expect(first.isFirst && first.retryAfter == 1)
        #expect(stop("192.0.2.7")?.isFirst == false)
        #expect(stop("192.0.2.8") == nil && stop("unix:") == nil && stop("-") == nil)
        #expect(stop("192.0.2.7", step * 1.5) == nil)
        #expect(stop("192.0.2.7", step * 1.5) != nil)
        for other in [Throttle.Visit.guest, .invitationJoin, .invitationOpen] where "\(other)" != "\(kind)" {
            #expect(throttle.stops(other, from: "192.0.2.7", limits, now: start) == nil)
        }
    }
}
