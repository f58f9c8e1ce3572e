import Foundation
import TestSupport

/// A directory server with one person, `uid=alice`, that answers searches and passwords as a test says.
final class ScriptedDirectory: Sendable {
    static let person = "uid=alice,dc=example"
    private let server: SocketServer

    /// - Parameters:
    ///   - password: the result code of the person's bind, and the words beside it; the service's binds are right.
    ///   - search: the result code of the search for the person, which always finds one entry.
    ///   - groupSearch: the same for every search after it, which finds `moderators`.
    init(password: (code: UInt8, words: String) = (0, ""), search: UInt8 = 0, groupSearch: UInt8 = 0) throws {
        let searches = Locked(0)
        server = try SocketServer.scripted { request in
            switch request.operation {
            case ScriptedLDAP.bind:
                return request.base == Slapd.serviceDN
                    ? ScriptedLDAP.result(0, to: request)
                    : ScriptedLDAP.result(password.code, to: request, saying: password.words)
            // Connections that are opened in the background ask for the root DSE.
            case ScriptedLDAP.search where request.base.isEmpty:
                return ScriptedLDAP.result(0, to: request)
            case ScriptedLDAP.search:
                let isForPerson = searches.next() == 1
                return ScriptedLDAP.entry(
                    isForPerson ? Self.person : SlapdPeople.moderators, "uid", [Array("alice".utf8)],
                    to: request)
                    + ScriptedLDAP.result(isForPerson ? search : groupSearch, to: request)
            default: return ScriptedLDAP.result(0, to: request)
            }
        }
    }

    var address: String { server.address }
}
