import Foundation
import TestSupport
import Testing

@testable import LDAP

/// Many entries that a server sends one by one.
@Suite("A long list")
struct LongListTests {
    private static let query = Search(base: "dc=all", filter: .anything, attributes: [], sizeLimit: 10_000)

    /// Sends `count` entries, each by itself, and a little later the next; and the end where it `ends`.
    private static func server(_ count: Int, ends: Bool) throws -> SocketServer {
        try SocketServer { peer in
            guard let request = ScriptedLDAP.requests(in: peer.read()).first else { return }
            for number in 0..<count {
                peer.write(ScriptedLDAP.entry("cn=\(number)", "cn", [], to: request))
                usleep(20)
            }
            if ends { peer.write(ScriptedLDAP.result(0, to: request)) }
            _ = peer.read()
        }
    }

    /// How often this thread has gone to sleep by itself (getrusage(2)).
    private static var sleeps: Int {
        var usage = rusage()
        // RUSAGE_THREAD, which Glibc's module does not have.
        getrusage(__rusage_who_t(1), &usage)
        return usage.ru_nvcsw
    }

    @Test("is whole, and whoever reads it does not wake up for each of its entries")
    func gathers() throws {
        let count = 4_000
        let server = try Self.server(count, ends: true)
        let limit = Deadline(in: .seconds(60))
        let connection = try Connection.plain(to: server, until: limit)
        let before = Self.sleeps
        let found = try connection.search(Self.query, until: limit, step: .search)
        let sleeps = Self.sleeps - before
        #expect(found.isComplete && found.entries.map(\.dn) == (0..<count).map { "cn=\($0)" })
        #expect(sleeps < count / 4, "\(sleeps) times")
    }

    @Test("that stops in the middle is given up when its time is over")
    func stalls() throws {
        let server = try Self.server(300, ends: false)
        let connection = try Connection.plain(to: server, until: Deadline(in: .seconds(60)))
        let (error, time) = timed {
            #expect(throws: LDAPError.self) {
                try connection.search(Self.query, until: Deadline(in: .seconds(1)), step: .search)
            }
        }
        #expect(error?.reason == .timedOut && time >= .seconds(1))
    }
}
