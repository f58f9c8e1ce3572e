import FastCGI
import Foundation
import TestSupport
import Testing

/// Peers that idle, stall, or send what a web server does not.
@Suite struct PeerTests {
    @Test("With 4 workers, 64 idle kept connections and 16 silent ones, a new request is answered at once")
    func idlePeers() throws {
        let server = try RunningServer(workers: 4)
        let kept = try (0..<64).map { _ in try server.client() }
        for client in kept { #expect(client.ask("/first")?.status == 200) }
        let silent = try (0..<16).map { _ in try server.client() }
        let time = try seconds {
            for _ in 0..<100 {
                let client = try server.client()
                #expect(client.ask("/new")?.status == 200)
            }
        }
        #expect(time < 2, "100 requests took \(time) s")
        for client in kept { #expect(client.ask("/second")?.status == 200) }
        for client in silent { #expect(client.ask("/late")?.status == 200) }
    }

    @Test("Peers that send a part of a request and stall hold nobody up, and are closed in time")
    func stallingPeers() throws {
        var limits = Limits()
        limits.requestWait = .seconds(1)
        let server = try RunningServer(workers: 2, limits: limits)
        let whole = Records.request("/never", method: "POST", body: [UInt8](repeating: 0, count: 30_000))
        let stalled = try (0..<24).map { number in
            let client = try server.client()
            client.write(Array(whole.prefix([1, 7, 8, 20, 100, 10_000][number % 6])))
            return client
        }
        let time = try seconds {
            for _ in 0..<100 {
                let client = try server.client()
                #expect(client.ask("/new")?.status == 200)
            }
        }
        #expect(time < 2, "100 requests took \(time) s")
        for client in stalled { #expect(client.isClosed(within: 10)) }
        #expect(server.server.counters.stalled == 24)
        #expect(server.seen.allSatisfy { $0 == "192.0.2.7 GET /new 0" })
    }

    static let wrong: [(String, [UInt8], Malformation)] = [
        ("another version", Records.record(1, [0, 1, 0, 0, 0, 0, 0, 0], version: 2), .version(2)),
        ("role authorizer", Records.begin(role: 2), .role(2)),
        ("role filter", Records.begin(role: 3), .role(3)),
        ("an unknown type first", Records.record(12, []), .unexpectedRecord(type: 12)),
        ("an unknown type later", Records.begin() + Records.record(200, []), .unexpectedRecord(type: 200)),
        ("request 0", Records.record(1, id: 0, [0, 1, 0, 0, 0, 0, 0, 0]), .requestID(0)),
        ("another request's parameters", Records.begin() + Records.record(4, id: 2, [0]), .requestID(2)),
        ("a short BEGIN_REQUEST", Records.record(1, [0, 1]), .beginLength(2)),
        ("a second BEGIN_REQUEST", Records.begin() + Records.begin(), .unexpectedRecord(type: 1)),
        (
            "a second BEGIN_REQUEST in the body",
            Records.begin() + Records.stream(4, [1, 0, 65]) + Records.begin(), .unexpectedRecord(type: 1)
        ),
        ("an abort", Records.begin() + Records.record(2), .unexpectedRecord(type: 2)),
        (
            "a parameter of 2 GiB",
            Records.begin() + Records.stream(4, [1, 0xff, 0xff, 0xff, 0xff, 65]) + Records.stream(5, []),
            .parameters
        ),
        (
            "a name of 2 GiB",
            Records.begin() + Records.stream(4, [0xff, 0xff, 0xff, 0xff, 1, 65]) + Records.stream(5, []),
            .parameters
        ),
        (
            "a length cut short", Records.begin() + Records.stream(4, [0x80, 0]) + Records.stream(5, []),
            .parameters
        ),
        (
            "a name without end", Records.begin() + Records.stream(4, [9, 0, 65]) + Records.stream(5, []),
            .parameters
        ),
        (
            "an empty name", Records.begin() + Records.stream(4, [0, 1, 65]) + Records.stream(5, []),
            .parameters
        ),
        (
            "= in a name",
            Records.begin() + Records.stream(4, Records.pairs([("A=", "b")])) + Records.stream(5, []),
            .parameters
        ),
        (
            "NUL in a value",
            Records.begin() + Records.stream(4, Records.pairs([("A", "b\0c")])) + Records.stream(5, []),
            .parameters
        ),
        (
            "NUL in a name",
            Records.begin() + Records.stream(4, Records.pairs([("A\0B", "c")])) + Records.stream(5, []),
            .parameters
        ),
        ("GET_VALUES", Records.getValues(["FCGI_MAX_CONNS"]), .unexpectedRecord(type: 9)),
        (
            "GET_VALUES with one name six times",
            Records.getValues([String](repeating: "FCGI_MPXS_CONNS", count: 6)), .unexpectedRecord(type: 9)
        ),
        (
            "GET_VALUES within a request",
            Records.begin() + Records.getValues([String](repeating: "FCGI_MPXS_CONNS", count: 6)),
            .unexpectedRecord(type: 9)
        ),
        ("GET_VALUES as padding of BEGIN_REQUEST", hidden(behind: 1), .padding),
        ("GET_VALUES as padding of the empty PARAMS", hidden(behind: 4), .padding),
        ("padding behind the empty STDIN", hidden(behind: 5), .padding),
        ("bytes behind the end", Records.request("/a") + [1], .trailingBytes),
        ("two requests at once", Records.request("/a") + Records.request("/b"), .trailingBytes),
        (
            "parameters after the body",
            Records.request("/a").dropLast(8) + Records.record(4, [0]), .unexpectedRecord(type: 4)
        ),
        (
            "records of nothing but padding",
            Records.begin()
                + [[UInt8]](repeating: Records.record(4, [1], padding: 255), count: 1_000).flatMap { $0 },
            .framing
        ),
        ("HTTP", Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8), .version(71)),
    ]

    /// A record whose padding holds a record that libfcgi would read.
    static func hidden(behind type: UInt8) -> [UInt8] {
        let padding = Records.getValues([String](repeating: "FCGI_MPXS_CONNS", count: 6))
        var record = Records.record(type, type == 1 ? [0, 1, 1, 0, 0, 0, 0, 0] : [])
        record[6] = UInt8(padding.count)
        let before: [UInt8] =
            switch type {
            case 1: []
            case 4: Records.begin()
            default: Records.begin() + Records.stream(4, Records.pairs([("A", "b")]))
            }
        return before + record + padding
    }

    @Test("What a web server does not send closes the connection, and harms nobody", arguments: wrong)
    func malformed(name: String, bytes: [UInt8], expected: Malformation) throws {
        let server = try RunningServer(workers: 2)
        let client = try server.client()
        client.write(bytes)
        #expect(client.isClosed(within: 15), "\(name)")
        #expect(server.events == [.malformed(expected)], "\(name)")
        #expect(server.server.counters.malformed == 1)
        #expect(try server.client().ask("/after")?.status == 200)
        #expect(server.seen == ["192.0.2.7 GET /after 0"])
    }

    @Test("A flood of wrong records is reported once a second, and counted in full")
    func flood() throws {
        let server = try RunningServer(workers: 2)
        for _ in 0..<200 {
            let client = try server.client()
            client.write(Records.getValues([String](repeating: "FCGI_MAX_REQS", count: 6)))
            #expect(client.isClosed())
        }
        #expect(server.server.counters.malformed == 200)
        #expect(server.events.count < 100)
    }

    @Test("A peer that asks on and reads nothing gets no further answers, and holds no worker")
    func unreadAnswers() throws {
        var limits = Limits()
        limits.requestWait = .seconds(1)
        let server = try RunningServer(workers: 1, limits: limits)
        let client = try server.client()
        client.write(Records.request("/large/20000"))
        #expect(eventually { server.server.counters.requests == 1 })
        usleep(50_000)
        client.write(Records.request("/large/20000"))
        #expect(try server.client().ask("/other", within: 5)?.status == 200)
        #expect(server.server.counters.requests == 2)
        #expect(eventually { server.server.counters.stalled == 1 })
    }

    @Test("The largest answer there is holds no worker where its peer reads nothing")
    func unreadLargestAnswer() throws {
        let server = try RunningServer(workers: 1)
        let client = try server.client()
        // The largest logo, with its header.
        client.write(Records.request("/large/\(128 * 1024 + 1024)"))
        #expect(eventually { server.server.counters.requests == 1 })
        let other = try server.client()
        let time = seconds { #expect(other.ask("/other")?.status == 200) }
        #expect(time < 2, "took \(time) s")
        #expect(client.answer()?.body.utf8.count == 128 * 1024 + 1024)
    }

    @Test("A peer that goes away in the middle of an answer is forgotten")
    func abortedAnswer() throws {
        let server = try RunningServer(workers: 2)
        for _ in 0..<20 {
            let client = try server.client()
            client.write(Records.request("/large/1000000"))
            _ = client.read(100)
        }
        #expect(eventually { server.server.counters.connectionsNow == 0 })
        #expect(try server.client().ask("/after")?.status == 200)
    }

    @Test("Beyond the limit the connection that has been idle longest makes room")
    func limit() throws {
        var limits = Limits()
        limits.connections = 4
        let server = try RunningServer(workers: 2, limits: limits)
        let clients = try (0..<4).map { _ in try server.client() }
        // In between, so that the workers give the connections back in this order too.
        for client in clients {
            #expect(client.ask("/a")?.status == 200)
            usleep(50_000)
        }
        #expect(clients[0].ask("/b")?.status == 200)
        let fifth = try server.client()
        #expect(fifth.ask("/c")?.status == 200)
        #expect(clients[1].isClosed())
        for client in [clients[0], clients[2], clients[3], fifth] { #expect(client.ask("/d")?.status == 200) }
    }

    @Test("Idle connections are closed when their time is over")
    func idleTime() throws {
        var limits = Limits()
        limits.idle = .milliseconds(400)
        let server = try RunningServer(workers: 1, limits: limits)
        let silent = try server.client()
        let kept = try server.client()
        #expect(kept.ask("/a")?.status == 200)
        #expect(silent.isClosed(within: 10))
        #expect(kept.isClosed(within: 10))
    }
}
