import Foundation
import TestSupport
import Testing

@testable import FastCGI

/// Requests that can wait: they keep nobody from anything.
@Suite struct PatienceTests {
    private func send(_ address: String, _ count: Int, to server: RunningServer) throws -> [RawClient] {
        try (0..<count).map { number in
            let client = try server.client()
            client.write(Records.request("\(address)/\(number)"))
            return client
        }
    }

    @Test("A quarter of the workers answer them, and all get their answer")
    func quarter() throws {
        let server = try RunningServer(workers: 8)
        let clients = try send("/patient/50", 12, to: server)
        for client in clients { #expect(client.answer()?.status == 200) }
        #expect(server.application.running.withLock { $0.most } == 2)
        #expect(server.server.counters.overloaded == 0)
    }

    @Test("Slow requests find their places beside them, and their turn comes first")
    func slowFirst() throws {
        let server = try RunningServer(workers: 4)
        // The lane has two places: one for the patient one, the other one is free.
        let patient = try send("/patient/400", 4, to: server)
        #expect(eventually { server.server.counters.waitingNow == 3 })
        let slow = try send("/slow/400", 2, to: server)
        #expect(eventually { server.server.counters.waitingNow == 4 })
        for client in slow + patient { #expect(client.answer()?.status == 200) }
        let order = server.seen.compactMap { $0.split(separator: "/").dropFirst().first }
        #expect(Array(order.prefix(3).sorted()) == ["patient", "slow", "slow"], "\(order)")
        #expect(server.application.running.withLock { $0.most } == 2)
    }

    @Test("Two workers of four are left to the quick ones, whatever waits")
    func quick() throws {
        let server = try RunningServer(workers: 4)
        let clients = try send("/patient/1000", 4, to: server) + send("/slow/1000", 4, to: server)
        #expect(eventually { server.server.counters.waitingNow >= 5 })
        for _ in 0..<20 {
            let client = try server.client()
            #expect(client.ask("/quick")?.status == 200)
        }
        #expect(server.server.counters.waitingNow > 0, "the quick ones were not behind the others")
        for client in clients { #expect(client.answer()?.status == 200) }
    }

    @Test("Their queue is their own: where it is full they are refused, and slow ones are not")
    func queues() throws {
        var limits = Limits()
        limits.patientQueue = 2
        limits.slowWait = .seconds(60)
        let server = try RunningServer(workers: 4, limits: limits)
        let patient = try send("/patient/3000", 3, to: server)
        #expect(eventually { server.server.counters.waitingNow == 2 })
        #expect(try server.client().ask("/patient/1", within: 2)?.status == 503)
        #expect(server.events.contains(.overloaded(.queueFull)))
        #expect(try server.client().ask("/slow/1", within: 5)?.status == 200)
        for client in patient { #expect(client.answer()?.status == 200) }
    }

    @Test("One that has waited too long is refused")
    func waitedTooLong() throws {
        var limits = Limits()
        limits.slowWait = .milliseconds(300)
        let server = try RunningServer(workers: 4, limits: limits)
        let first = try send("/patient/4000", 1, to: server)
        #expect(eventually { server.application.running.withLock { $0.now } == 1 })
        for client in try send("/patient/1", 3, to: server) {
            #expect(client.answer(within: 3)?.status == 503)
        }
        #expect(server.events.contains(.overloaded(.waitedTooLong)))
        for client in first { #expect(client.answer()?.status == 200) }
    }

    @Test("A peer that reads a large answer drop by drop is left after a while")
    func slowReader() throws {
        var limits = Limits()
        limits.sendWait = .milliseconds(400)
        let server = try RunningServer(workers: 1, limits: limits)
        let client = try server.client()
        client.write(Records.request("/large/4000000"))
        #expect(eventually { !server.seen.isEmpty })
        let next = try server.client()
        next.write(Records.request("/quick"))
        // At this pace the whole answer would take 48 s, and there is one worker.
        var answer: RawClient.Answer?
        for _ in 0..<100 where answer == nil {
            _ = client.read(8_192, within: 0)
            answer = next.answer(within: 0.1)
        }
        #expect(answer?.status == 200, "the next request waited for more than 10 s")
    }
}
