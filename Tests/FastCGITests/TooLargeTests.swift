import Foundation
import TestSupport
import Testing

@testable import FastCGI

/// Requests beyond 64 KiB, from a raw client; through nginx see `NginxTests`.
@Suite struct TooLargeTests {
    private let body = [UInt8](repeating: UInt8(ascii: "b"), count: 65_537)

    @Test("A body of one byte too many is refused, and its connection serves on")
    func oneByteTooMany() throws {
        let server = try RunningServer(workers: 1)
        let client = try server.client()
        for _ in 0..<3 {
            let answer = client.ask("/a", body: body)
            #expect(answer?.status == 413)
            #expect(answer?.body == "192.0.2.7 POST /a 0")
            #expect(client.ask("/b", body: body.dropLast())?.status == 200)
        }
    }

    @Test("Parameters of 64 KiB are taken; beyond it 413, with those that came whole")
    func parameters() throws {
        let server = try RunningServer(workers: 1)
        let client = try server.client()
        let known = Records.pairs(Records.parameters("/a")).count
        for (excess, status) in [(0, 200), (1, 413), (200_000, 413)] {
            let value = String(repeating: "v", count: 65_536 - known - 9 + excess)
            client.write(Records.request("/a", more: [("HTTP", value)]))
            let answer = client.answer()
            #expect(answer?.status == status)
            #expect(answer?.body == "192.0.2.7 GET /a 0")
        }
    }

    @Test("A peer that goes on and on is answered and closed")
    func endless() throws {
        var limits = Limits()
        limits.drainBytes = 1_000_000
        let server = try RunningServer(workers: 1, limits: limits)
        let client = try server.client()
        client.write(
            Records.begin() + Records.stream(4, Records.pairs(Records.parameters("/a", method: "POST"))))
        let piece = Records.record(5, [UInt8](repeating: 0, count: 60_000))
        for _ in 0..<100 where client.write(piece) {}
        #expect(client.answer()?.status == 413)
        #expect(try server.client().ask("/b")?.status == 200)
    }

    @Test("A peer that stalls within such a body holds nobody up, and is closed in time")
    func stalling() throws {
        var limits = Limits()
        limits.drainWait = .milliseconds(600)
        let server = try RunningServer(workers: 1, limits: limits)
        let client = try server.client()
        client.write(Records.request("/a", method: "POST", body: body).dropLast())
        #expect(try server.client().ask("/b", within: 5)?.status == 200)
        #expect(client.isClosed(within: 10))
        #expect(server.server.counters.stalled == 1)
        #expect(server.seen == ["192.0.2.7 GET /b 0"])
    }

    @Test("A peer whose time is over while a worker reads from it is closed by that worker")
    func overWhileReading() throws {
        var limits = Limits()
        limits.drainWait = .milliseconds(300)
        let server = try RunningServer(workers: 1, limits: limits)
        var ends: [Int32] = [0, 0]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        let client = RawClient(adopting: ends[1])
        client.write(Records.request("/a", method: "POST", body: body).dropLast())
        let worker = Worker(server.server)
        #expect(server.server.connections.reserve())
        let connection = try #require(worker.admit(ends[0]))
        worker.serve(connection)
        #expect(server.server.connections.claim(connection.token) === connection)
        usleep(600_000)  // the timer fires, and finds the connection somebody's
        worker.serve(connection)
        #expect(client.isClosed(within: 5))
        #expect(server.server.counters.stalled == 1)
    }

    @Test("Only so many are read at once")
    func many() throws {
        var limits = Limits()
        limits.drains = 2
        let server = try RunningServer(workers: 2, limits: limits)
        let stalled = try (0..<2).map { number in
            let client = try server.client()
            client.write(Records.request("/a", method: "POST", body: body).dropLast())
            #expect(eventually { server.server.counters.tooLarge == UInt64(number + 1) })
            return client
        }
        let third = try server.client()
        third.write(Records.request("/a", method: "POST", body: body))
        #expect(third.isClosed())
        #expect(server.events == [.overloaded(.drainsFull)])
        for client in stalled {
            client.write([0])
            #expect(client.answer()?.status == 413)
        }
        #expect(stalled[0].ask("/a", body: body)?.status == 413)
    }

    @Test("Wrong records behind such a body close the connection")
    func wrongInside() throws {
        let server = try RunningServer(workers: 1)
        let client = try server.client()
        client.write(Records.request("/a", method: "POST", body: body).dropLast(8) + Records.begin())
        #expect(client.isClosed())
        #expect(server.events == [.malformed(.unexpectedRecord(type: 1))])
    }
}
