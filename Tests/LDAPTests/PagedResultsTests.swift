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

    @Test("do not go on for ever")
    func endless() throws {
        let server = try Self.server([0], isEndless: true, requests: Locked([]))
        let error = #expect(throws: DirectoryUnreachable.self) { try Self.search(server, limit: 10_000) }
        #expect(error?.description.contains("too many pages") == true)
    }
}
