import TestSupport
import Testing

@testable import LDAP

@Suite("A question to the DNS")
struct NameServiceTests {
    private static let name = "_ldaps._tcp.servers.test"

    private func ask(_ server: DNSServer) -> ServiceAnswer {
        NameService.records(of: Self.name, from: NameServer(address: (127, 0, 0, 1), port: server.port))
    }

    @Test("brings the records, whole")
    func records() throws {
        let server = try DNSServer([
            Self.name: [.init("LDAP1.servers.test", port: 6360, priority: 7, weight: 65535, life: 86400)]
        ])
        #expect(
            ask(server)
                == .records([
                    ServiceRecord(
                        priority: 7, weight: 65535, port: 6360, target: "LDAP1.servers.test", life: 86400)
                ]))
        #expect(server.asked == [Self.name])
    }

    @Test("tells no such name and no records from no answer and a server's failure")
    func nothing() throws {
        #expect(ask(try DNSServer([:])) == .absent)
        #expect(ask(try DNSServer([Self.name: []])) == .absent)
        let broken = try DNSServer { query, _, _ in DNSMessage.answer(to: query, .serverFailure) }
        guard case .failed(let words) = ask(broken) else {
            Issue.record("a failure is no answer")
            return
        }
        #expect(words.contains(Self.name))
        let (answer, time) = timed { (try? DNSServer { _, _, _ in nil }).map(ask) }
        guard case .failed = answer else {
            Issue.record("silence is no answer")
            return
        }
        #expect(time < .seconds(15))
    }

    @Test("goes over TCP where the answer is long: 1,000 records")
    func long() throws {
        let transports = Locked<[DNSServer.Transport]>([])
        let server = try DNSServer { query, _, transport in
            transports.withLock { $0.append(transport) }
            let records = (0..<1000).map { DNSMessage.SRV("ldap\($0).servers.test", port: 636) }
            return transport == .tcp
                ? DNSMessage.answer(to: query, .noError, records)
                : DNSMessage.answer(to: query, .noError, isTruncated: true)
        }
        guard case .records(let records) = ask(server) else {
            Issue.record("no records")
            return
        }
        #expect(records.count == 1000 && records.last?.target == "ldap999.servers.test")
        #expect(transports.withLock { $0 } == [.udp, .tcp])
    }

    /// The data of a record: priority, weight, port, and the bytes of the target.
    private static func data(_ target: [UInt8]) -> [UInt8] { [0, 1, 0, 2, 2, 124] + target }

    @Test(
        "with an answer that is made to be misread fails, and reads nothing beyond it",
        arguments: [
            // A name that is a pointer to itself: the question ends at byte 42, the data begins 12 later.
            data([0xC0, 60]), data([0xC0, 0xFF]), data([0xFF, 0xFF]),
            data([63] + Array(repeating: 97, count: 9)),
            data([0x80, 1, 0]), data([]), [0, 1], data([1, 97]), data([1, 97, 0xC0]),
        ])
    func hostile(bytes: [UInt8]) throws {
        let server = try DNSServer { query, _, _ in
            DNSMessage.answer(to: query, .noError, raw: [DNSMessage.record(data: bytes)])
        }
        guard case .failed = ask(server) else {
            Issue.record("\(bytes) is no record, and came out as \(ask(server))")
            return
        }
    }

    @Test("fails where the answer ends before its records, or is not even a message")
    func cutShort() throws {
        let query: [UInt8] =
            [7, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0] + DNSMessage.name(Self.name) + [0, 33, 0, 1]
        let whole = DNSMessage.answer(
            to: query, .noError, [.init("a.servers.test", port: 1), .init("b.servers.test", port: 2)])
        guard case .records(let records) = ServiceAnswer(message: whole) else {
            Issue.record("the whole one is good")
            return
        }
        #expect(records.map(\.target) == ["a.servers.test", "b.servers.test"])
        for length in 0..<whole.count {
            guard case .failed = ServiceAnswer(message: Array(whole.prefix(length))) else {
                Issue.record("cut to \(length) bytes it was read")
                continue
            }
        }
        // Whatever is in it, the reading ends.
        for _ in 0..<20_000 {
            var message = whole
            for _ in 0..<Int.random(in: 1...6) {
                message[Int.random(in: 0..<message.count)] = UInt8.random(in: 0...255)
            }
            _ = ServiceAnswer(message: message)
        }
    }

    @Test("leaves out what are no SRV records")
    func otherKinds() throws {
        let server = try DNSServer { query, _, _ in
            let alias: [UInt8] = [0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 9, 0, 2, 0xC0, 12]
            return DNSMessage.answer(
                to: query, .noError, raw: [alias, DNSMessage.record(.init("a.servers.test", port: 636))])
        }
        guard case .records(let records) = ask(server) else {
            Issue.record("no records")
            return
        }
        #expect(records.map(\.target) == ["a.servers.test"])
    }
}
