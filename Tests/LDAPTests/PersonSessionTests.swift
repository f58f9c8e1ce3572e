import Secrets
import TestSupport
import Testing

@testable import LDAP

extension DirectoryServers {
    func asPerson<R>(
        _ name: String, _ password: String,
        _ body: (borrowing PersonSession) throws(LDAPError) -> R
    ) throws -> (BindResult, R?) {
        try withServer { session throws(LDAPError) in
            try session.asPerson(name: name, password: secret(password), body)
        }
    }
}

extension PersonSession {
    /// The people whom this person finds.
    func people() throws(LDAPError) -> [String] {
        try search(base: Slapd.peopleBase, filter: .anything, attributes: [], sizeLimit: 100).entries.map(
            \.dn)
    }

    func rootDSE() throws(LDAPError) -> [Entry] {
        try search(base: "", scope: .base, filter: .anything, attributes: [], sizeLimit: 1).entries
    }
}

@Suite("Sessions as the person")
struct PersonSessionTests {
    @Test("What is searched for as the person is what the person may see, on the connection of the bind")
    func rights() throws {
        let slapd = try Slapd()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, account: .none,
            connections: 1)
        for _ in 0..<2 {
            // The one account that may read is a person here; bob may read nothing.
            let (result, found) = try directory.asPerson(Slapd.serviceDN, Slapd.servicePassword) {
                session throws(LDAPError) in try session.people()
            }
            #expect(result.verdict == .accepted && found?.contains(SlapdPeople.alice) == true)
            #expect(throws: DirectoryUnreachable.self) {
                try directory.asPerson(SlapdPeople.bob, SlapdPeople.password(of: "bob")) {
                    session throws(LDAPError) in try session.people()
                }
            }
        }
        #expect(directory.statistics[0].connectionsOpened == 1)
        #expect(directory.statistics[0].passwordChecks == 4 && directory.statistics[0].searches == 4)
    }

    @Test("After a wrong password nothing is done as anybody")
    func wrongPassword() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, account: .none)
        let (wrong, ran) = try directory.asPerson(Slapd.serviceDN, "wrong") { _ in true }
        #expect(wrong.verdict == .wrongCredentials && ran == nil)
        let (empty, ranToo) = try directory.asPerson(Slapd.serviceDN, "") { _ in true }
        #expect(empty.verdict == .emptyPassword && ranToo == nil)
        #expect(directory.statistics[0].passwordChecks == 1)
    }

    @Test(
        "A name of nothing, or of what may count as nothing, reaches no server",
        arguments: ["", " ", "\t \n", "\0", "a\0b"])
    func emptyName(name: String) throws {
        let binds = Locked(0)
        let server = try SocketServer.scripted {
            binds.next()
            return ScriptedLDAP.result(0, to: $0)
        }
        let directory = try DirectoryServers(at: [server.address], authority: "")
        #expect(throws: DirectoryUnreachable.self) { try directory.asPerson(name, "x") { _ in } }
        #expect(binds.withLock { $0 } == 0)
    }

    @Test(
        "Without a service account nothing is searched for as the service, and the server can still be looked at"
    )
    func noServiceAccount() throws {
        let requests = Locked(0)
        let server = try SocketServer.scripted {
            requests.next()
            return ScriptedLDAP.result(0, to: $0)
        }
        let directory = try DirectoryServers(at: [server.address], authority: "", account: .none)
        let error = try #require(directory.failures().first)
        #expect(error.reason == .refusedLocally("there is no service account") && !error.speaksAgainstServer)
        #expect(server.accepted == 0)
        try directory.withServer { session throws(LDAPError) in try session.connect() }
        #expect(eventually { server.accepted == 1 } && requests.withLock { $0 } == 0)
    }

    @Test(
        "A name that is no DN goes to the server as it is",
        arguments: ["alice@corp.example", "CORP\\alice", "zoë@x"])
    func otherNames(name: String) throws {
        let server = try SocketServer.scripted { ScriptedLDAP.result($0.holds(name) ? 0 : 49, to: $0) }
        let directory = try DirectoryServers(at: [server.address], authority: "", account: .none)
        #expect(try directory.asPerson(name, "x") { _ in true }.1 == true)
    }

    /// Accepts every bind, and cuts the connection at the first search.
    private func cuttingServer(_ binds: Locked<Int>, atSearch answer: [UInt8]? = nil) throws -> SocketServer {
        try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.bind else { return answer }
            binds.next()
            return ScriptedLDAP.result(0, to: request)
        }
    }

    @Test("Once the bind was answered, a lost connection is an error and the password is not sent again")
    func lostAfterBind() throws {
        let binds = Locked(0)
        let server = try cuttingServer(binds)
        let directory = try DirectoryServers(at: [server.address], authority: "", account: .none)
        // The second time, the connection comes from the pool.
        for number in 1...2 {
            if number == 2 { _ = try directory.verify(SlapdPeople.alice, secret("x")) }
            let error = #expect(throws: DirectoryUnreachable.self) {
                try directory.asPerson(SlapdPeople.alice, "x") { session throws(LDAPError) in
                    try session.rootDSE()
                }
            }
            #expect(error?.failures.first?.step == .personSearch)
        }
        #expect(binds.withLock { $0 } == 3)
        #expect(directory.statistics[0].openConnections == 0)
    }

    @Test(
        "An answer to a bind that cannot be read is an answer: the password is not sent again",
        arguments: [true, false])
    func garbage(isMessage: Bool) throws {
        let binds = Locked(0)
        let server = try SocketServer.scripted { request in
            let number = binds.next()
            if number == 1 { return ScriptedLDAP.result(49, to: request) }
            // A whole message without a result in it, or one without a number.
            return isMessage
                ? ScriptedLDAP.encode(
                    0x30, ScriptedLDAP.encode(0x02, request.messageID) + ScriptedLDAP.encode(0x61, []))
                : [0x30, 0x02, 0x04, 0x00]
        }
        let directory = try DirectoryServers(at: [server.address], authority: "")
        #expect(try directory.verify(SlapdPeople.alice, secret("x")).verdict == .wrongCredentials)
        #expect(throws: DirectoryUnreachable.self) { try directory.verify(SlapdPeople.alice, secret("x")) }
        #expect(binds.withLock { $0 } == 2)
    }

    @Test(
        "A pooled connection that was closed before the bind is replaced, and the person's search runs once")
    func replaced() throws {
        let binds = Locked(0)
        let searches = Locked(0)
        let server = try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.bind else {
                searches.next()
                return ScriptedLDAP.result(0, to: request)
            }
            let number = binds.next()
            return number == 2 ? nil : ScriptedLDAP.result(0, to: request)
        }
        let directory = try DirectoryServers(at: [server.address], authority: "", account: .none)
        _ = try directory.verify(SlapdPeople.alice, secret("x"))
        let (result, found) = try directory.asPerson(SlapdPeople.alice, "x") { session throws(LDAPError) in
            try session.rootDSE()
        }
        #expect(result.verdict == .accepted && found?.isEmpty == true)
        #expect(binds.withLock { $0 } == 3 && searches.withLock { $0 } == 1)
    }

    @Test("Who may not read gets a remedy that fits the person")
    func noRight() throws {
        let server = try SocketServer.scripted { request in
            ScriptedLDAP.result(request.operation == ScriptedLDAP.bind ? 0 : 50, to: request)
        }
        let directory = try DirectoryServers(at: [server.address], authority: "", account: .none)
        let error = #expect(throws: DirectoryUnreachable.self) {
            try directory.asPerson(SlapdPeople.alice, "x") { session throws(LDAPError) in
                try session.rootDSE()
            }
        }
        #expect(error?.description.contains("searching as the user") == true)
        #expect(error?.description.contains("their own entry") == true)
        #expect(directory.statistics[0].idleConnections == 1)
    }
}
