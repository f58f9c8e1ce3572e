import TestSupport
import Testing

@testable import LDAP

@Suite("Long results in pages")
struct PagedResultsTests {
    /// A server that gives `sizes.count` pages with so many entries each, and a cookie after all but the last; where
    /// `isEndless`, the last page comes again and again.
    private static func server(
        _ sizes: [Int], isEndless: Bool = false, requests: Locked<[ScriptedLDAP.Request]>
    ) throws -> SocketServer {
        try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            let page = requests.withLock {
                $0.append(request)
                return $0.count - 1
            }
            let size = sizes[min(page, sizes.count - 1)]
            let entries = (0..<size).flatMap { number in
                ScriptedLDAP.entry("cn=g\(page)-\(number)", "cn", [], to: request)
            }
            let isLast = page >= sizes.count - 1 && !isEndless
            let cookie = isLast ? [] : Array("cookie \(page)".utf8)
            let value = ScriptedLDAP.encode(
                0x30, ScriptedLDAP.encode(0x02, [0]) + ScriptedLDAP.encode(0x04, cookie))
            return entries
                + ScriptedLDAP.result(
                    0, to: request, controls: [ScriptedLDAP.control("1.2.840.113556.1.4.319", value)])
        }
    }

    private static func search(_ server: SocketServer, limit: Int) throws -> SearchResult {
        let servers = try DirectoryServers(
            [DirectoryServer(address: try ServerAddress(parsing: server.address), security: .plainText)],
            trust: .system, account: .anonymous, connections: 1)
        return try servers.withServer { session throws(LDAPError) in
            try session.search(base: "dc=x", filter: .anything, attributes: [], sizeLimit: limit)
        }
    }

    @Test(
        "are all read, each from where the one before ended, empty ones too",
        arguments: [[2, 0, 3], [0], [5]])
    func pages(sizes: [Int]) throws {
        let requests = Locked<[ScriptedLDAP.Request]>([])
        let found = try Self.search(try Self.server(sizes, requests: requests), limit: 10_000)
        #expect(found.isComplete && found.entries.count == sizes.reduce(0, +))
        #expect(Set(found.entries.map(\.dn)).count == found.entries.count)
        let asked = requests.withLock { $0 }
        #expect(asked.count == sizes.count)
        for page in asked.indices {
            #expect(asked[page].holds("1.2.840.113556.1.4.319"))
            #expect(page == 0 || asked[page].holds("cookie \(page - 1)"))
        }
    }

    @Test("are not asked for where few entries are wanted")
    func few() throws {
        let requests = Locked<[ScriptedLDAP.Request]>([])
        _ = try Self.search(try Self.server([1], requests: requests), limit: 2)
        #expect(requests.withLock { $0 }.allSatisfy { !$0.holds("1.2.840.113556.1.4.319") })
    }

    @Test("are read as far as entries are wanted, and the result says that there are more")
    func limit() throws {
        let found = try Self.search(try Self.server([800, 800, 1], requests: Locked([])), limit: 1500)
        #expect(!found.isComplete && found.entries.count == 1500)
    }

    @Test("are not taken for the whole where it cannot be read whether there are more")
    func unreadable() throws {
        let values: [[UInt8]?] = [nil, [], [0x30], [0x30, 2, 0x02, 9], ScriptedLDAP.encode(0x04, [1])]
        for value in values {
            let error = #expect(throws: DirectoryUnreachable.self) {
                try Self.search(Self.server(value), limit: 10_000)
            }
            #expect(error?.description.contains("pages cannot be read") == true, "\(value as Any)")
        }
    }

    @Test("end or fail, whatever bytes a server puts where it speaks of pages")
    func anyBytes() throws {
        var random = Xorshift(state: 0x2545_F491_4F6C_DD1D)
        for _ in 0..<300 {
            let length = Int.random(in: 0...12, using: &random)
            var value = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            if length > 1, Bool.random(using: &random) { value[0...1] = [0x30, UInt8(length - 2)] }
            let found = try? Self.search(Self.server(value), limit: 10_000)
            #expect(found.map { $0.entries.count <= 100 } ?? true)
        }
    }

    /// Gives one entry with each page, and `value` in the control.
    private static func server(_ value: [UInt8]?) throws -> SocketServer {
        try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            return ScriptedLDAP.entry("cn=a", "cn", [], to: request)
                + ScriptedLDAP.result(
                    0, to: request, controls: [ScriptedLDAP.control("1.2.840.113556.1.4.319", value)])
        }
    }

    /// Marsaglia's, so that a failure can be had again.
    private struct Xorshift: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    @Test("do not go on for ever")
    func endless() throws {
        let server = try Self.server([0], isEndless: true, requests: Locked([]))
        let error = #expect(throws: DirectoryUnreachable.self) { try Self.search(server, limit: 10_000) }
        #expect(error?.description.contains("too many pages") == true)
    }
}
