import Foundation
import TestSupport
import Testing

@testable import LDAP

@Suite("What a server answers")
struct ScriptedAnswerTests {
    private func directory(
        _ server: SocketServer, connections: Int = 2
    ) throws -> DirectoryServers {
        try DirectoryServers(at: [server.address], authority: "", connections: connections)
    }

    @Test(
        "A server that is busy or unavailable has failed; the answer to a password is none",
        arguments: [
            ResultCode.busy, .unavailable, .other, .timeLimitExceeded,
        ])
    func busy(code: ResultCode) throws {
        let server = try SocketServer.scripted {
            ScriptedLDAP.result(UInt8(code.rawValue), to: $0, saying: "not now")
        }
        let directory = try directory(server)
        let error = try #require(directory.failures().first)
        #expect(error.reason == .result(code, diagnostic: "not now"))
        #expect(error.speaksAgainstServer)
        #expect(throws: DirectoryUnreachable.self) { try directory.verify(SlapdPeople.alice, secret("x")) }
    }

    @Test(
        "The answers to a password are told apart",
        arguments: [
            (ResultCode.success, BindResult.Verdict.accepted), (.invalidCredentials, .wrongCredentials),
            (.inappropriateAuthentication, .refused), (.unwillingToPerform, .refused),
            (.constraintViolation, .refused),
            (.noSuchObject, .refused),
        ])
    func verdicts(code: ResultCode, verdict: BindResult.Verdict) throws {
        let server = try SocketServer.scripted {
            ScriptedLDAP.result(UInt8(code.rawValue), to: $0, saying: "data 52e,\r\nv1db1\u{202E}\0")
        }
        let result = try directory(server).verify(SlapdPeople.alice, secret("x"))
        #expect(result == BindResult(verdict: verdict, code: code, diagnostic: "data 52e, v1db1"))
    }

    @Test(
        "A server that demands TLS, or sends elsewhere, is the operator's affair, not a wrong password",
        arguments: [
            ResultCode.confidentialityRequired, .strongerAuthRequired, .authMethodNotSupported, .referral,
        ])
    func operatorsAffair(code: ResultCode) throws {
        let server = try SocketServer.scripted { ScriptedLDAP.result(UInt8(code.rawValue), to: $0) }
        #expect(throws: DirectoryUnreachable.self) {
            try directory(server).verify(SlapdPeople.alice, secret("x"))
        }
    }

    @Test("A connection on which the server was too busy to search is not used again")
    func busySearch() throws {
        let server = try SocketServer.scripted { request in
            let isSearch = request.operation == ScriptedLDAP.search
            return ScriptedLDAP.result(isSearch ? UInt8(ResultCode.busy.rawValue) : 0, to: request)
        }
        let directory = try directory(server)
        #expect(directory.failures().first?.step == .search)
        #expect(directory.statistics[0].openConnections == 0)
    }

    @Test("A message that announces more than 16 MiB is not waited for")
    func hugeMessage() throws {
        let server = try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            // A message of 64 MiB, of which only the beginning comes.
            return [0x30, 0x84, 0x04, 0, 0, 0, 0x02, 0x01] + request.messageID + [0x64, 0x84, 0x03]
        }
        let error = try #require(try directory(server).failures().first)
        #expect(error.reason != .timedOut, "\(error)")
    }

    @Test("A reset in the middle of a search is a lost connection, and is not tried again on a new one")
    func reset() throws {
        let searches = Locked(0)
        let server = try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            searches.withLock { $0 += 1 }
            return nil
        }
        let error = try #require(try directory(server).failures().first)
        #expect(error.step == .search)
        guard case .connectionLost = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(searches.withLock { $0 } == 1)
    }

    @Test("References to other servers are left out, and attributes come as they are")
    func references() throws {
        let server = try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            return ScriptedLDAP.reference("ldap://elsewhere.example/", to: request)
                + ScriptedLDAP.entry(
                    "uid=x,dc=y", "Mail;Lang-DE", [[0xFF, 0x00], [], Array("a@b".utf8)], to: request)
                + ScriptedLDAP.result(0, to: request)
        }
        let entry = try #require(try directory(server).find("x").first)
        #expect(entry.values("mail;lang-de") == [[0xFF, 0x00], [], Array("a@b".utf8)])
        #expect(entry.string("MAIL;LANG-DE") == "a@b")
        #expect(entry.values("mail").isEmpty && entry.string("cn") == nil)
        #expect(entry.valuesWithOptions("mail").count == 3)
    }

    @Test("A server that disregards the size limit is cut off")
    func sizeLimitDisregarded() throws {
        let server = try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            return (0..<50).flatMap { ScriptedLDAP.entry("uid=\($0),dc=y", "uid", [[0x31]], to: request) }
        }
        let directory = try directory(server)
        let result = try directory.withServer { session throws(LDAPError) in
            try session.search(
                base: "dc=y", filter: Filter(checked: "(uid=*)"), attributes: ["uid"], sizeLimit: 2)
        }
        #expect(result.entries.count == 2 && !result.isComplete)
        #expect(directory.statistics[0].openConnections == 0)
    }

    @Test("A server that takes its time within the time-out is waited for")
    func slow() throws {
        let server = try SocketServer.scripted { request in
            usleep(300_000)
            return ScriptedLDAP.result(0, to: request)
        }
        #expect(try directory(server).verify(SlapdPeople.alice, secret("x")).verdict == .accepted)
    }

    @Test("A person in 10,000 groups is read whole")
    func manyGroups() throws {
        let groups = (0..<10_000).map { Array("cn=group-\($0),ou=groups,dc=example,dc=org".utf8) }
        let server = try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            return ScriptedLDAP.entry("uid=x,dc=y", "memberOf", groups, to: request)
                + ScriptedLDAP.result(0, to: request)
        }
        #expect(try directory(server).find("x").first?.values("memberOf").count == 10_000)
    }

    @Test("Only what is asked for is read; asking for nothing reads names only")
    func askedFor() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        let one = try #require(try directory.find("alice", attributes: ["uid"]).first)
        #expect(one.string("uid") == "alice" && one.values("mail").isEmpty)
        let none = try #require(try directory.find("alice", attributes: []).first)
        #expect(none.dn == SlapdPeople.alice && none.values("uid").isEmpty)
    }

    @Test("An answer of more than 16 MiB is not read")
    func tooLarge() throws {
        let server = try SocketServer.scripted { request in
            guard request.operation == ScriptedLDAP.search else { return ScriptedLDAP.result(0, to: request) }
            let photo = [UInt8](repeating: 7, count: 5 << 20)
            return (0..<4).flatMap { ScriptedLDAP.entry("uid=\($0),dc=y", "jpegPhoto", [photo], to: request) }
                + ScriptedLDAP.result(0, to: request)
        }
        let directory = try directory(server)
        #expect(throws: DirectoryUnreachable.self) {
            try directory.find("x", attributes: ["jpegPhoto"], limit: 9)
        }
    }

    @Test("A wrong password of the service is the operator's fault and says so")
    func serviceRefused() throws {
        let slapd = try Shared.slapd.get()
        let wrong = ServiceAccount.account(dn: Slapd.serviceDN, password: secret("wrong"))
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, account: wrong)
        let error = try #require(directory.failures().first)
        guard case .serviceRefused(.invalidCredentials, _) = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(error.description.contains("service account"))
    }

    @Test(
        "A server that takes no password without TLS says so, and the service's password is not blamed",
        arguments: [ResultCode.strongerAuthRequired, .confidentialityRequired])
    func serviceNeedsTLS(code: ResultCode) throws {
        let server = try SocketServer.scripted { ScriptedLDAP.result(UInt8(code.rawValue), to: $0) }
        let error = try #require(try directory(server).failures().first)
        #expect(error.step == .serviceBind)
        #expect(error.description.contains("ldaps:// or StartTLS"), "\(error)")
        #expect(!error.description.contains("password of the service"), "\(error)")
    }

    @Test("A service account without a password is refused before any server is asked")
    func serviceWithoutPassword() throws {
        #expect(throws: LDAPConfigurationError.self) {
            try DirectoryServers(
                at: ["ldap://127.0.0.1:1"], authority: "",
                account: .account(dn: Slapd.serviceDN, password: secret("")))
        }
    }

    @Test("A base elsewhere is answered with a referral, which is not followed")
    func referral() throws {
        let elsewhere = try SocketServer.scripted { ScriptedLDAP.result(0, to: $0) }
        let slapd = try Slapd(globally: "referral \(elsewhere.address)/")
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        let error = #expect(throws: DirectoryUnreachable.self) {
            try directory.withServer { session throws(LDAPError) in
                try session.search(
                    base: "dc=elsewhere", filter: Filter(checked: "(uid=*)"), attributes: [], sizeLimit: 1)
            }
        }
        #expect(error?.description.contains("\(elsewhere.address)/") == true)
        #expect(elsewhere.accepted == 0)
    }

    @Test("Who may not search gets an error or nothing, never somebody's entry")
    func anonymousSearch() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, account: .anonymous)
        #expect((try? directory.find("alice"))?.isEmpty ?? true)
    }

    @Test("A base that does not exist is an error with a remedy, and leaves the connection in the pool")
    func missingBase() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        let error = #expect(throws: DirectoryUnreachable.self) {
            try directory.withServer { session throws(LDAPError) in
                try session.search(
                    base: "ou=nowhere,dc=example,dc=org", filter: Filter(checked: "(uid=*)"), attributes: [],
                    sizeLimit: 1)
            }
        }
        #expect(error?.failures.first?.speaksAgainstServer == false)
        #expect(directory.statistics[0].idleConnections == 1)
    }
}
