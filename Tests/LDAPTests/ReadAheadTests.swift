import TestSupport
import Testing

@testable import LDAP

@Suite("What a server has sent")
struct ReadAheadTests {
    @Test("is read at once, answers to what was not waited for yet included")
    func together() throws {
        let late = Locked<[UInt8]>([])
        @Sendable func found(_ request: ScriptedLDAP.Request) -> [UInt8] {
            ScriptedLDAP.entry("cn=found," + request.base, "cn", [], to: request)
                + ScriptedLDAP.result(0, to: request)
        }
        // Four messages in one piece.
        let server = try SocketServer.scripted { request in
            late.withLock { late in
                if request.base == "dc=second" { return late + found(request) }
                late = found(request)
                return []
            }
        }
        let limit = Deadline(in: .seconds(60))
        let connection = try Connection.plain(to: server, until: limit)
        let queries = ["dc=first", "dc=second"].map {
            Search(base: $0, filter: .anything, attributes: [], sizeLimit: 2)
        }
        for query in queries { try connection.begin(query, until: limit) }
        let first = try connection.search(queries[0], until: limit, step: .search)
        #expect(first.entries.map(\.dn) == ["cn=found,dc=first"])
        // Nothing is left in the socket, and the rest is there.
        #expect(Socket.isQuiet(connection.descriptor))
        let second = try connection.search(queries[1], until: limit, step: .search)
        #expect(second.entries.map(\.dn) == ["cn=found,dc=second"])
    }
}
