import FastCGI
import Foundation
import TestSupport
import Testing

@Suite struct StoppingTests {
    @Test("An idle server stops at once, whoever is connected, and takes its socket with it")
    func idle() throws {
        let server = try RunningServer()
        let kept = try (0..<20).map { _ in try server.client() }
        for client in kept { #expect(client.ask("/a")?.status == 200) }
        let silent = try server.client()
        let stalled = try server.client()
        stalled.write([1])
        #expect(eventually { server.server.counters.connectionsNow == 22 })
        let time = try #require(server.stop())
        #expect(time < 2, "\(time) s")
        for client in kept + [silent, stalled] { #expect(client.isClosed()) }
        #expect(!FileManager.default.fileExists(atPath: server.path))
        #expect(throws: RawClient.Refused.self) { try server.client() }
    }

    @Test("Requests at hand and in the queue are answered before the server ends")
    func inHand() throws {
        let server = try RunningServer(workers: 3)
        let clients = try ["/busy/700", "/slow/500", "/slow/500", "/slow/100"].map { uri in
            let client = try server.client()
            client.write(Records.request(uri))
            return client
        }
        #expect(eventually { server.seen.count >= 2 && server.server.counters.waitingNow == 2 })
        server.server.stop()
        for client in clients {
            #expect(client.answer()?.status == 200)
            #expect(client.isClosed())
        }
        #expect(eventually { server.hasEnded })
    }

    @Test("Held answers go out at once when the server stops")
    func held() throws {
        let server = try RunningServer()
        let clients = try (0..<50).map { _ in try server.client() }
        for client in clients { client.write(Records.request("/hold/30000")) }
        #expect(eventually { server.server.counters.heldNow == 50 })
        let time = try #require(server.stop())
        #expect(time < 2, "\(time) s")
        for client in clients { #expect(client.answer()?.status == 200) }
        #expect(server.server.counters.heldNow == 0)
    }

    @Test("Requests that have arrived by the time a worker sees the stop are not lost")
    func arrived() throws {
        let server = try RunningServer(workers: 1)
        let kept = try (0..<10).map { _ in try server.client() }
        for client in kept { #expect(client.ask("/a")?.status == 200) }
        let busy = try server.client()
        busy.write(Records.request("/busy/600"))
        #expect(eventually { server.seen.contains { $0.contains("busy") } })
        // The one worker is busy, and sees the stop first.
        server.server.stop()
        for client in kept { client.write(Records.request("/b")) }
        let new = try (0..<5).map { _ in
            let client = try server.client()
            client.write(Records.request("/c"))
            return client
        }
        for client in [busy] + kept + new { #expect(client.answer()?.status == 200) }
        #expect(eventually { server.hasEnded })
    }

    @Test("A stop before the start, and stops again and again, end the server once")
    func early() throws {
        let folder = try TemporaryFolder()
        let server = try Server(
            listener: .open(path: folder.file("s"), mode: 0o600), workers: 2, application: TestApplication())
        server.stop()
        server.stop()
        try server.run()
        try server.run()
        #expect(server.counters.requests == 0)
    }

    @Test("Who has connected and not asked yet when the stop begins is still answered")
    func askedAfterStop() throws {
        let server = try RunningServer(workers: 2)
        let client = try server.client()
        let kept = try server.client()
        #expect(kept.ask("/kept")?.status == 200)
        #expect(eventually { server.server.counters.connectionsNow == 2 })
        server.server.stop()
        #expect(kept.isClosed(within: 5))
        #expect(client.ask("/late")?.status == 200)
        #expect(server.stop() ?? 20 < 2)
        #expect(server.events.isEmpty)
    }
}
