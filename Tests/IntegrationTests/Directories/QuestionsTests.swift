import Foundation
import Login
import Secrets
import Settings
import TestSupport
import Testing

@testable import jitsi_ldap_login

/// What the directory is asked, and what becomes of answers that came before they were wanted.
@Suite("The directory is asked")
struct QuestionsTests {
    private static let search = "search: {base: \"\(Slapd.groupsBase)\", filter: \"(member={dn})\"}"

    private static func service(_ slapd: Slapd, groups: String = search, access: String) throws
        -> LoginService
    {
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org",
            directory: Responder.directory(slapd, groups: groups), more: access)
        let configuration = try Configuration.load(path: file, environment: [:], checks: .byModules)
        return try Assembler.assemble(configuration) { _ in }.login
    }

    private static func login(_ service: LoginService, _ name: String, _ password: String? = nil)
        -> LoginResult
    {
        let password = password ?? SlapdPeople.password(of: name)
        return service.login(
            Credentials(username: name, password: SecretBytes(copying: Array(password.utf8))))
    }

    private static func session(
        dn: String, key: String = SlapdPeople.bob, id: String = "bob"
    ) -> Session {
        Session(
            of: Account(dn: dn, key: key, id: id, name: nil, email: nil, groups: []), username: "bob",
            at: TokenMinter.now, limits: SessionLimits(idle: 600, lifetime: 600, afterKick: 0),
            isPersistent: false)
    }

    private static func role(_ result: LoginResult) -> Role? {
        if case .admitted(_, let role, _) = result.outcome { role } else { nil }
    }

    private static func groupSearches(_ slapd: Slapd) -> Int {
        slapd.log.components(separatedBy: "SRCH base=\"\(Slapd.groupsBase)\"").count - 1
    }

    @Test("for groups where a rule goes by groups, and else not")
    func needed() throws {
        let slapd = try Slapd()
        let open = try Self.service(slapd, access: "")
        #expect(Self.role(Self.login(open, "alice")) == .member)
        #expect(Self.role(open.resume(Self.session(dn: SlapdPeople.bob))) == .member)
        #expect(Self.groupSearches(slapd) == 0)

        let ruled = try Self.service(slapd, access: Responder.access)
        for expected in 1...2 {
            #expect(Self.role(Self.login(ruled, "alice")) == .moderator)
            #expect(Self.groupSearches(slapd) == 2 * expected - 1)
            #expect(Self.role(ruled.resume(Self.session(dn: SlapdPeople.bob))) == .member)
            #expect(Self.groupSearches(slapd) == 2 * expected)
        }
    }

    @Test("for a wrong password once, whatever it was asked for beside that; the next login is right")
    func wrongPassword() throws {
        let slapd = try Slapd()
        let service = try Self.service(slapd, access: Responder.access)
        for count in 1...20 {
            let result = Self.login(service, "bob", "wrong")
            guard case .refused(.wrongPassword) = result.outcome else {
                Issue.record("expected a wrong password, got \(result.outcome)")
                return
            }
            #expect(slapd.binds(as: SlapdPeople.bob) == count)
            // Whose groups were asked for last lends them to nobody.
            #expect(Self.role(Self.login(service, "alice")) == .moderator)
            #expect(Self.role(Self.login(service, "zoë")) == .member)
            #expect(Self.login(service, "carol").outcome.label == "not-allowed")
        }
        // All on two connections, of the two accounts that ever bind.
        #expect(slapd.binds(as: Slapd.serviceDN) == 1)
    }

    @Test("nothing beside the search where the throttle stops the account")
    func gate() throws {
        let slapd = try Slapd()
        let service = try Self.service(slapd, access: Responder.access)
        _ = Self.login(service, "alice")
        let before = Self.groupSearches(slapd)
        let result = service.login(
            Credentials(username: "bob", password: SecretBytes(copying: Array("bob secret".utf8))),
            gate: { _ in false })
        guard case .refused(.throttled) = result.outcome else {
            Issue.record("expected the throttle, got \(result.outcome)")
            return
        }
        #expect(Self.groupSearches(slapd) == before && slapd.binds(as: SlapdPeople.bob) == 0)
    }

    @Test(
        "about the account that is found, and not about the one that a session names",
        arguments: [SlapdPeople.alice, SlapdPeople.bob.uppercased(), "", "uid=nobody,dc=example,dc=org"])
    func otherDN(dn: String) throws {
        let slapd = try Slapd()
        let service = try Self.service(slapd, access: Responder.access)
        // A connection that the questions can go out on together.
        #expect(Self.role(Self.login(service, "alice")) == .moderator)
        #expect(Self.role(service.resume(Self.session(dn: dn))) == .member)
        // Another account by the name is somebody else.
        #expect(service.resume(Self.session(dn: dn, key: SlapdPeople.alice)).outcome.label == "refused")
        #expect(service.resume(Self.session(dn: dn, id: "alice")).outcome.label == "refused")
    }

    @Test("anew at every return: who is taken out of a group, or comes into one, has the role of that moment")
    func changes() throws {
        let slapd = try Slapd()
        let service = try Self.service(slapd, access: Responder.access)
        let session = Self.session(dn: SlapdPeople.bob)
        _ = Self.login(service, "alice")
        for (change, role) in [("add", Role.moderator), ("delete", .member), ("add", .moderator)] {
            try slapd.add(
                "dn: \(SlapdPeople.moderators)\nchangetype: modify\n\(change): member\nmember: \(SlapdPeople.bob)\n"
            )
            #expect(Self.role(service.resume(session)) == role)
        }
    }
}
