import TestSupport
import Testing

@testable import LDAP

@Suite("Long lists that come in pieces")
struct CompletionTests {
    /// A group's number as Active Directory would give its name.
    private static func group(_ number: Int) -> [UInt8] { Array("CN=g\(number),DC=corp,DC=example".utf8) }

    /// A server that gives `count` values of memberOf in pieces of `size`, as a domain controller does.
    private static func server(
        count: Int, size: Int, rounds: Locked<Int> = Locked(0),
        changing change: @escaping @Sendable (Int, [UInt8], ScriptedLDAP.Request) -> [UInt8]? = {
            _, answer, _ in answer
        }
    ) throws -> SocketServer {
        try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            let round = rounds.withLock {
                $0 += 1
                return $0 - 1
            }
            let start = round * size
            guard round == 0 || request.holds("memberof;range=\(start)-*") && request.holds("cn=zoë\\, x")
            else {
                return ScriptedLDAP.result(80, to: request, saying: "a wrong question")
            }
            let end = min(start + size, count)
            let bounds = "\(start)-\(end == count ? "*" : "\(end - 1)")"
            let entry = ScriptedLDAP.entry(
                "cn=zoë\\, x",
                [
                    ("cn", [Array("Zoë".utf8)]), ("memberOf", []),
                    ("memberOf;range=\(bounds)", (start..<end).map(group)),
                ], to: request)
            return change(round, entry + ScriptedLDAP.result(0, to: request), request)
        }
    }

    private static func find(_ server: SocketServer, typesOnly: Bool = false) throws -> Entry? {
        let directory = try DirectoryServers(at: [server.address], authority: "", timeout: .seconds(30))
        return try directory.withServer { session throws(LDAPError) in
            try session.search(
                base: "dc=corp", filter: .anything, attributes: ["cn", "memberOf"], sizeLimit: 2,
                typesOnly: typesOnly)
        }.entries.first
    }

    private static func failure(_ server: SocketServer) -> LDAPError? {
        let error = #expect(throws: DirectoryUnreachable.self) { try find(server) }
        return error?.failures.first
    }

    @Test(
        "All the values are there, in order and by the plain name, whatever the size of the pieces",
        arguments: [
            (1, 1500), (1500, 1500), (1501, 1500), (3000, 1500), (10_000, 1500), (10_000, 5000), (100, 1),
        ])
    func complete(count: Int, size: Int) throws {
        let rounds = Locked(0)
        let server = try Self.server(count: count, size: size, rounds: rounds)
        let entry = try #require(try Self.find(server))
        #expect(entry.values("memberOf") == (0..<count).map(Self.group))
        #expect(entry.strings("memberof").count == count && entry.string("cn") == "Zoë")
        #expect(rounds.withLock { $0 } == (count + size - 1) / size)
        #expect(server.accepted == 1)
    }

    @Test("As the person too, over the person's connection")
    func asPerson() throws {
        let server = try Self.server(count: 4000, size: 1500)
        let directory = try DirectoryServers(at: [server.address], authority: "", account: .none)
        let found = try directory.asPerson("alice@corp.example", "x") { session throws(LDAPError) in
            try session.search(base: "dc=corp", filter: .anything, attributes: ["memberOf"], sizeLimit: 2)
        }.1
        #expect(found?.entries.first?.values("memberOf").count == 4000)
        #expect(server.accepted == 1)
    }

    /// What the second piece becomes, and why it will not do.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let attribute: String
        var count = 2
    }

    @Test(
        "Pieces that do not fit together are an error, and never a part of the groups",
        arguments: [
            Row(testDescription: "the first piece again", attribute: "memberOf;range=0-1"),
            Row(testDescription: "a gap", attribute: "memberOf;range=3-4"),
            Row(testDescription: "a gap before the end", attribute: "memberOf;range=3-*"),
            Row(testDescription: "fewer than it says", attribute: "memberOf;range=2-4"),
            Row(testDescription: "more than it says", attribute: "memberOf;range=2-2"),
            Row(testDescription: "backwards", attribute: "memberOf;range=2-1"),
            Row(testDescription: "a sign", attribute: "memberOf;range=+2-3"),
            Row(testDescription: "an endless number", attribute: "memberOf;range=2-99999999999999999999"),
            Row(testDescription: "no numbers", attribute: "memberOf;range=x"),
            Row(testDescription: "two ranges", attribute: "memberOf;range=2-3;range=2-*"),
            Row(testDescription: "another attribute", attribute: "member;range=2-3"),
            Row(testDescription: "another option", attribute: "memberOf;lang-de;range=2-3"),
            Row(testDescription: "no range", attribute: "memberOf"),
            Row(testDescription: "none at all", attribute: "cn", count: 0),
        ])
    func unfitting(row: Row) throws {
        let server = try Self.server(count: 4, size: 2) { round, answer, request in
            guard round == 1 else { return answer }
            let values = (0..<row.count).map { Self.group($0) }
            return ScriptedLDAP.entry("cn=zoë\\, x", row.attribute, values, to: request)
                + ScriptedLDAP.result(0, to: request)
        }
        let error = try #require(Self.failure(server))
        guard case .incomplete = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(error.description.contains("memberof") && !error.speaksAgainstServer, "\(error)")
    }

    @Test("A first piece that is none, and an entry that is gone, are errors too")
    func gone() throws {
        let odd = try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            return ScriptedLDAP.entry("cn=x", "memberOf;range=2-3", [[1], [2]], to: request)
                + ScriptedLDAP.result(0, to: request)
        }
        if case .incomplete? = Self.failure(odd)?.reason {} else { Issue.record("taken") }
        let gone = try Self.server(count: 4, size: 2) { round, answer, request in
            round == 0 ? answer : ScriptedLDAP.result(0, to: request)
        }
        if case .incomplete? = Self.failure(gone)?.reason {} else { Issue.record("taken") }
    }

    @Test("A server that fails, or hangs up, between two pieces has failed the search")
    func failing() throws {
        let busy = try Self.server(count: 4, size: 2) { round, answer, request in
            round == 0 ? answer : ScriptedLDAP.result(51, to: request)
        }
        #expect(Self.failure(busy)?.reason == .result(.busy, diagnostic: ""))
        let rounds = Locked(0)
        let cut = try Self.server(count: 4, size: 2, rounds: rounds) { round, answer, _ in
            round == 0 ? answer : nil
        }
        if case .connectionLost? = Self.failure(cut)?.reason {} else { Issue.record("not lost") }
        #expect(rounds.withLock { $0 } == 2)
    }

    @Test("There is an end: 100 rounds, 100,000 values")
    func bounded() throws {
        let rounds = Locked(0)
        let endless = try Self.server(count: .max / 2, size: 1, rounds: rounds)
        #expect(Self.failure(endless)?.reason == .tooLarge)
        #expect(rounds.withLock { $0 } == 101)
        let many = try Self.server(count: 120_000, size: 5000)
        #expect(Self.failure(many)?.reason == .tooLarge)
    }

    @Test("There is an end: 16 MiB for all the pieces together")
    func boundedBytes() throws {
        let rounds = Locked(0)
        let server = try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            let start = rounds.withLock {
                $0 += 1
                return $0 - 1
            }
            let value = [UInt8](repeating: 0x61, count: 5 << 20)
            return ScriptedLDAP.entry("cn=x", "memberOf;range=\(start)-\(start)", [value], to: request)
                + ScriptedLDAP.result(0, to: request)
        }
        #expect(Self.failure(server)?.reason == .tooLarge)
        #expect(rounds.withLock { $0 } == 4)
    }

    @Test("A piece that was asked for stays one")
    func askedFor() throws {
        let server = try Self.server(count: 4, size: 2)
        let directory = try DirectoryServers(at: [server.address], authority: "")
        let entry = try directory.find("x", attributes: ["memberOf;range=0-1"]).first
        #expect(entry?.values("memberOf;range=0-1").count == 2 && entry?.values("memberOf") == [])
    }

    @Test("Where only names are asked for, no values are fetched")
    func typesOnly() throws {
        let rounds = Locked(0)
        let server = try Self.server(count: 4, size: 2, rounds: rounds)
        #expect(try #require(try Self.find(server, typesOnly: true)).has("memberOf"))
        #expect(rounds.withLock { $0 } == 1)
    }
}
