import Foundation
import TestSupport
import Testing

@testable import FastCGI

/// Answers that are held back, and requests that wait for their turn.
@Suite struct WaitingTests {
    @Test("An answer is held back until its moment, and holds no worker")
    func held() throws {
        let isFirst = try isDone(within: .milliseconds(2000)) { () throws -> Duration in
            let server = try RunningServer(workers: 1)
            let clients = try (0..<20).map { _ in try server.client() }
            let start = ContinuousClock.now
            for client in clients { client.write(Records.request("/hold/2000")) }
            #expect(try server.client().ask("/quick", within: 5)?.status == 200)
            let time = ContinuousClock.now - start
            for client in clients { #expect(client.answer()?.status == 200) }
            #expect(ContinuousClock.now - start >= .milliseconds(2000))
            #expect(server.server.counters.held == 20)
            for client in clients { #expect(client.ask("/again")?.status == 200) }
            return time
        }
        #expect(isFirst, "the quick answer came first")
    }

    @Test("Beyond the limit of held answers the application's refusal goes out at once")
    func heldFull() throws {
        var limits = Limits()
        limits.held = 5
        let server = try RunningServer(workers: 2, limits: limits)
        let clients = try (0..<5).map { _ in try server.client() }
        for client in clients { client.write(Records.request("/hold/20000")) }
        #expect(eventually { server.server.counters.heldNow == 5 })
        #expect(try server.client().ask("/hold/20000", within: 5)?.status == 503)
        #expect(server.events.contains(.overloaded(.heldFull)))
        _ = server.stop()
        for client in clients { #expect(client.answer()?.status == 200) }
    }

    @Test("Slow requests leave two workers to the quick ones, and wait in order")
    func slowLane() throws {
        let server = try RunningServer(workers: 4)
        let start = ContinuousClock.now
        let slow = try (0..<8).map { number in
            let client = try server.client()
            client.write(Records.request("/slow/1000/\(number)"))
            return client
        }
        #expect(eventually { server.server.counters.waitingNow == 6 })
        let arrived = start.duration(to: .now)
        for _ in 0..<20 {
            let client = try server.client()
            #expect(client.ask("/quick")?.status == 200)
        }
        #expect(server.server.counters.waitingNow > 0, "the quick ones were not behind the slow ones")
        for client in slow { #expect(client.answer()?.status == 200) }
        #expect(server.application.running.withLock { $0.most } == 2)
        #expect(server.server.counters.overloaded == 0)
        // Two at a time: the last ones have waited for three others since they came, and a request tells since when.
        let waits = server.application.waits.withLock { $0.sorted() }
        #expect(waits.count == 8)
        #expect(waits[7] >= .seconds(3) - arrived, "\(waits) after arriving within \(arrived)")
        #expect(waits[0] < waits[7] - .seconds(1), "\(waits)")
    }

    @Test("A request that comes while its connection is given back waits for no worker in particular")
    func comesWhileGivenBack() throws {
        let server = try RunningServer(workers: 2)
        var ends: [Int32] = [0, 0]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        let client = RawClient(adopting: ends[1])
        // A worker that has more slow requests to answer, and does not look at events for long.
        let busy = Worker(server.server)
        #expect(server.server.connections.reserve())
        let connection = try #require(busy.admit(ends[0]))
        client.write(Records.request("/next"))
        #expect(server.server.connections.claim(connection.token) == nil)
        busy.release(connection)
        #expect(client.answer(within: 5)?.status == 200)
    }

    @Test("A full queue of slow requests is refused at once")
    func queueFull() throws {
        var limits = Limits()
        limits.slowQueue = 2
        limits.slowWait = .seconds(60)
        let server = try RunningServer(workers: 3, limits: limits)
        let clients = try (0..<3).map { number in
            let client = try server.client()
            client.write(Records.request("/slow/4000"))
            if number == 0 { usleep(50_000) }
            return client
        }
        #expect(eventually { server.server.counters.waitingNow == 2 })
        #expect(try server.client().ask("/slow/1", within: 3)?.status == 503)
        #expect(server.events.contains(.overloaded(.queueFull)))
        for client in clients { #expect(client.answer()?.status == 200) }
    }

    @Test("A slow request that waits too long is refused, and its connection serves on")
    func waitedTooLong() throws {
        var limits = Limits()
        limits.slowWait = .milliseconds(300)
        let server = try RunningServer(workers: 1, limits: limits)
        // One worker: the lane is taken, and the refusal needs the same thread. Two: it does not.
        let two = try RunningServer(workers: 2, limits: limits)
        for server in [server, two] {
            let first = try server.client()
            first.write(Records.request("/slow/4000"))
            #expect(eventually { server.application.running.withLock { $0.now } == 1 })
            let waiting = try (0..<3).map { _ in try server.client() }
            for client in waiting { client.write(Records.request("/slow/1")) }
            if server === two {
                for client in waiting { #expect(client.answer(within: 3)?.status == 503) }
                for client in waiting { #expect(client.ask("/quick", within: 3)?.status == 200) }
                #expect(server.events.contains(.overloaded(.waitedTooLong)))
                #expect(server.server.counters.overloaded == 3)
            } else {
                for client in waiting { #expect(client.answer() != nil) }
            }
            #expect(first.answer()?.status == 200)
        }
    }
}
