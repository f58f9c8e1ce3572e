import TestSupport
import Testing

@testable import LDAP

/// A directory that holds what it is asked for in mind, and answers some of it late.
private final class Memory: Sendable {
    struct State {
        /// The answers that are held back.
        var late: [UInt8] = []
        var searches: [String] = []
        var binds = 0
    }
    let state = Locked(State())
    var searches: [String] { state.withLock { $0.searches } }

    func note(_ request: ScriptedLDAP.Request) {
        state.withLock { state in
            if request.operation == ScriptedLDAP.search { state.searches.append(request.base) }
            if request.operation == ScriptedLDAP.bind, request.base.hasPrefix("uid=") { state.binds += 1 }
        }
    }
}

/// What a search finds: an entry that is named as the search. Whatever else is asked for succeeds.
private func found(_ request: ScriptedLDAP.Request) -> [UInt8] {
    guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
    return ScriptedLDAP.entry("cn=found," + request.base, "cn", [], to: request)
        + ScriptedLDAP.result(0, to: request)
}

private func query(_ base: String, limit: Int = 2) -> Search {
    Search(base: base, filter: .anything, attributes: [], sizeLimit: limit)
}

extension ServerSession {
    fileprivate func names(_ query: Search) throws(LDAPError) -> [String] {
        try search(
            base: query.base, scope: query.scope, filter: query.filter, attributes: query.attributes,
            sizeLimit: query.sizeLimit
        ).entries.map(\.dn)
    }
}

@Suite("Searches that are sent before their answers are wanted")
struct SearchesAheadTests {
    @Test(
        "are under way together, in pages or not, and each gets its own answer, in whatever order they come")
    func together() throws {
        let memory = Memory()
        // Answers the first only after the second has come, and behind its answer.
        let server = try SocketServer.scripted { request in
            memory.note(request)
            guard request.operation == ScriptedLDAP.search, request.base != "dc=warm" else {
                return ScriptedLDAP.result(0, to: request)
            }
            return memory.state.withLock { state in
                if request.base == "dc=second" { return found(request) + state.late }
                state.late = found(request)
                return []
            }
        }
        let directory = try DirectoryServers(at: [server.address], authority: "")
        let names = try directory.withServer { session throws(LDAPError) in
            _ = try session.names(query("dc=warm"))
            session.anticipate([query("dc=first", limit: 5000), query("dc=second")])
            return try session.names(query("dc=first", limit: 5000)) + session.names(query("dc=second"))
        }
        #expect(names == ["cn=found,dc=first", "cn=found,dc=second"])
        #expect(memory.searches == ["dc=warm", "dc=first", "dc=second"])
        #expect(server.accepted == 1)
    }

    @Test("are under way while a password is checked")
    func besideBind() throws {
        let memory = Memory()
        let server = try SocketServer.scripted { request in
            memory.note(request)
            guard request.operation == ScriptedLDAP.bind, request.base.hasPrefix("uid=") else {
                return found(request)
            }
            // The password is right where the search has come before the answer to it.
            return ScriptedLDAP.result(
                eventually { memory.searches.contains("dc=groups") } ? 0 : 49, to: request)
        }
        let directory = try DirectoryServers(at: [server.address], authority: "")
        let (verdict, names) = try directory.withServer { session throws(LDAPError) in
            _ = try session.names(query("dc=warm"))
            session.anticipate([query("dc=groups")])
            let verdict = try session.verify(dn: SlapdPeople.alice, password: secret("x")).verdict
            return (verdict, try session.names(query("dc=groups")))
        }
        #expect(verdict == .accepted && names == ["cn=found,dc=groups"])
        #expect(memory.searches == ["dc=warm", "dc=groups"])
    }

    @Test(
        "and whose answers nobody wants disturb nobody who has the connection next: they come late, or never",
        arguments: [true, false])
    func disowned(comes: Bool) throws {
        let memory = Memory()
        let server = try SocketServer.scripted { request in
            memory.note(request)
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            return memory.state.withLock { state in
                if request.base == "dc=late" {
                    if comes { state.late += found(request) }
                    return []
                }
                // Those of logins before, in front of the one that is waited for.
                defer { state.late = [] }
                return state.late + found(request)
            }
        }
        let directory = try DirectoryServers(
            at: [server.address], authority: "", connections: 1, timeout: .seconds(3))
        func ask(_ base: String, ahead: String? = nil, after: String? = nil) throws -> [String] {
            try directory.withServer { session throws(LDAPError) in
                if let ahead { session.anticipate([query(ahead)]) }
                let names = try session.names(query(base))
                if let after { session.anticipate([query(after)]) }
                return names
            }
        }
        #expect(try ask("dc=warm") == ["cn=found,dc=warm"])
        for number in 0..<20 {
            // Sent before the answer that is wanted, or when nothing is waited for any more.
            let isBefore = number % 2 == 0
            let names = try ask(
                "dc=\(number)", ahead: isBefore ? "dc=late" : nil, after: isBefore ? nil : "dc=late")
            #expect(names == ["cn=found,dc=\(number)"])
        }
        // A server that leaves too much unanswered is hung up on.
        #expect(comes ? server.accepted == 1 : (2...4).contains(server.accepted))
        #expect(directory.statistics[0].connectionsReplaced == 0)
        // The same question is asked anew: what an earlier login was answered is not this one's.
        guard comes else { return }
        func timesAsked() -> Int { memory.searches.count { $0 == "dc=late" } }
        #expect(eventually { timesAsked() == 20 })
        #expect(throws: DirectoryUnreachable.self) { try ask("dc=late") }
        #expect(timesAsked() == 21)
    }

    @Test("are asked for again on another connection where the server had closed that one")
    func closedBefore() throws {
        let memory = Memory()
        let cuts = Locked(false)
        let server = try SocketServer.scripted { request in
            memory.note(request)
            let isCut =
                request.base == "dc=groups"
                && cuts.withLock { cuts in
                    defer { cuts = false }
                    return cuts
                }
            return isCut ? nil : found(request)
        }
        let directory = try DirectoryServers(at: [server.address], authority: "")
        func ask() throws -> [String] {
            try directory.withServer { session throws(LDAPError) in
                session.anticipate([query("dc=groups")])
                return try session.names(query("dc=groups"))
            }
        }
        #expect(try ask() == ["cn=found,dc=groups"])
        cuts.withLock { $0 = true }
        #expect(try ask() == ["cn=found,dc=groups"])
        #expect(directory.statistics[0].connectionsReplaced == 1 && directory.statistics[0].failures == 0)
        #expect(server.accepted == 2)
    }

    @Test("say what the server says to them, as others do")
    func errors() throws {
        let server = try SocketServer.scripted { request in
            ScriptedLDAP.result(request.base == "dc=none" ? 32 : 0, to: request)
        }
        let directory = try DirectoryServers(at: [server.address], authority: "")
        _ = directory.failures()
        do {
            _ = try directory.withServer { session throws(LDAPError) in
                session.anticipate([query("dc=none")])
                return try session.names(query("dc=none"))
            }
            Issue.record("there is no such base")
        } catch {
            #expect(error.failures.first?.reason == .result(.noSuchObject, diagnostic: ""))
        }
        #expect(!directory.statistics[0].isLeft && server.accepted == 1)
    }

    @Test("wait for no connection: where none is free, the answers are asked for when they are wanted")
    func noneFree() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, connections: 1)
        let query = Search(
            base: Slapd.peopleBase, filter: Filter(checked: "(uid=alice)"), attributes: [], sizeLimit: 2)
        let admitted = Locked(0)
        inParallel(12) {
            let isIn = try? directory.withServer { session throws(LDAPError) in
                session.anticipate([query])
                let result = try session.verify(
                    dn: SlapdPeople.alice, password: secret(SlapdPeople.password(of: "alice")))
                return try session.names(query) == [SlapdPeople.alice] && result.verdict == .accepted
            }
            if isIn == true { admitted.withLock { $0 += 1 } }
        }
        #expect(admitted.withLock { $0 } == 12)
        #expect(directory.statistics[0].connectionsOpened == 2)
    }

    @Test("as the person are under way together, and what nobody wants of them reaches no other person")
    func asPerson() throws {
        let memory = Memory()
        let server = try SocketServer.scripted { request in
            memory.note(request)
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            return memory.state.withLock { state in
                if request.base == "dc=second" { return found(request) + state.late }
                state.late = found(request)
                return []
            }
        }
        let directory = try DirectoryServers(at: [server.address], authority: "", account: .none)
        let (_, names) = try directory.asPerson(SlapdPeople.alice, "x") { person throws(LDAPError) in
            person.anticipate([query("dc=first"), query("dc=second")])
            return try ["dc=first", "dc=second"].map { base throws(LDAPError) in
                try person.search(base: base, filter: .anything, attributes: [], sizeLimit: 2).entries.map(
                    \.dn)
            }
        }
        #expect(names == [["cn=found,dc=first"], ["cn=found,dc=second"]])
        _ = try directory.asPerson(SlapdPeople.alice, "x") { person in person.anticipate([query("dc=first")])
        }
        _ = try directory.asPerson(SlapdPeople.bob, "x") { _ in }
        // Nobody is bound where an answer to somebody else may still come.
        #expect(server.accepted == 2)
    }
}
