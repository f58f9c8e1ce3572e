import Login
import Secrets
import Synchronization
import Testing

@Suite("A login")
struct LoginServiceTests {
    private let everybody = AccessRules(allowed: [], moderators: [Group(normalizedName: "leads")])

    @Test(
        "with an empty name or password is refused without asking the directory",
        arguments: [("", "secret"), ("alice", ""), ("", "")])
    func empty(name: String, password: String) {
        let directory = ScriptedDirectory(.authenticated(.alice(in: []), notice: nil))
        let result = LoginService(directory: directory, rules: everybody).login(.typed(name, password))
        guard case .refused(.empty) = result.outcome else {
            Issue.record("expected a refusal, got \(result.outcome)")
            return
        }
        #expect(directory.timesAsked == 0)
        #expect(result.server == nil)
    }

    @Test(
        "makes a moderator or a member of an account by its groups",
        arguments: [
            (["leads"], Role.moderator), (["leads", "staff"], .moderator), (["staff"], .member),
            ([], .member),
        ])
    func roles(groups: [String], expected: Role) {
        let service = LoginService(
            directory: ScriptedDirectory(.authenticated(.alice(in: groups), notice: nil)), rules: everybody)
        let result = service.login(.typed("alice", "secret"))
        guard case .admitted(let account, let role, _) = result.outcome else {
            Issue.record("expected admission, got \(result.outcome)")
            return
        }
        #expect(role == expected)
        #expect(account.id == "alice")
        #expect(result.server == "scripted")
        #expect(result.dn == "uid=alice,dc=example")
    }

    private static let staff: Set<Group> = [Group(normalizedName: "staff")]
    private static let asking: [(AccessRules, Bool)] = [
        (AccessRules(allowed: [], moderators: []), false),
        (AccessRules(allowed: [], moderators: .firstToArrive), false),
        (AccessRules(allowed: staff, moderators: []), true),
        (AccessRules(allowed: staff, moderators: .firstToArrive), true),
        (AccessRules(allowed: [], moderators: staff), true),
    ]

    @Test("asks for groups where a rule does, and where somebody watches", arguments: asking)
    func groupsWanted(rules: AccessRules, areWanted: Bool) {
        let directory = ScriptedDirectory(.authenticated(.alice(in: ["staff"]), notice: nil))
        let session = Session(
            of: .alice(in: []), username: "alice", at: 1_000,
            limits: SessionLimits(idle: 60, lifetime: 60, afterKick: 0), isPersistent: false)
        let other = AccessRules(allowed: areWanted ? [] : Self.staff, moderators: [])
        let service = LoginService(directory: directory, rules: rules)
        _ = service.login(.typed("alice", "secret"))
        _ = service.resume(session)
        // The room's own rules count, and not those of the service.
        let others = LoginService(directory: directory, rules: other)
        _ = others.login(.typed("alice", "secret"), under: rules)
        _ = others.resume(session, under: rules)
        _ = service.login(.typed("alice", "secret"), observe: { _ in })
        #expect(directory.groupsWanted.withLock { $0 } == [areWanted, areWanted, areWanted, areWanted, true])
    }

    @Test("lets whoever watches hear the directory's steps")
    func steps() {
        let service = LoginService(
            directory: ScriptedDirectory(.refused(.notFound)), rules: everybody)
        var heard: [String] = []
        _ = service.login(.typed("alice", "secret")) { step in
            if case .connected(let server) = step { heard.append(server) }
        }
        #expect(heard == ["scripted"])
    }

    @Test("of an account in no allowed group ends with who it is, not with a refusal of the password")
    func notAllowed() {
        let rules = AccessRules(allowed: [Group(normalizedName: "staff")], moderators: [])
        let service = LoginService(
            directory: ScriptedDirectory(.authenticated(.alice(in: ["pupils"]), notice: nil)), rules: rules)
        guard case .notAllowed(let account, let required) = service.login(.typed("alice", "secret")).outcome
        else {
            Issue.record("expected not allowed")
            return
        }
        #expect(account.name == "Alice")
        #expect(required == [Group(normalizedName: "staff")])
    }

    @Test(
        "of an account that may not sign in ends with what is wrong, whatever its groups",
        arguments: AccountProblem.allCases)
    func accountProblem(_ problem: AccountProblem) {
        let service = LoginService(
            directory: ScriptedDirectory(.accountProblem(problem, detail: "data 532")), rules: everybody)
        let result = service.login(.typed("alice", "secret"))
        guard case .accountProblem(problem, "data 532") = result.outcome else {
            Issue.record("expected the same problem, got \(result.outcome)")
            return
        }
        #expect(result.outcome.label == "account-problem")
        #expect(result.dn == "uid=alice,dc=example")
    }

    @Test("passes on what is to be said of the password, but not to somebody who may not enter")
    func notice() {
        let directory = ScriptedDirectory(.authenticated(.alice(in: ["pupils"]), notice: .graceLogins(1)))
        let admitted = LoginService(directory: directory, rules: everybody).login(.typed("alice", "secret"))
        guard case .admitted(_, .member, .graceLogins(1)) = admitted.outcome else {
            Issue.record("expected the notice, got \(admitted.outcome)")
            return
        }
        let rules = AccessRules(allowed: [Group(normalizedName: "staff")], moderators: [])
        let outside = LoginService(directory: directory, rules: rules).login(.typed("alice", "secret"))
        #expect(outside.outcome.label == "not-allowed")
    }

    private static let labels: [(Refusal, String, String?)] = [
        (.empty, "empty", nil), (.notFound, "not-found", nil), (.severalFound, "several-found", nil),
        (.wrongPassword(diagnostic: ""), "wrong-password", nil), (.locked(diagnostic: "d"), "locked", "d"),
        (.disabled(detail: "d"), "disabled", "d"), (.disabled(detail: ""), "disabled", nil),
        (.other("d"), "refused", "d"), (.passwordChanged(detail: "d"), "password-changed", "d"),
    ]

    @Test("that is refused has one word and the directory's own for the log", arguments: labels)
    func words(_ refusal: Refusal, _ label: String, _ detail: String?) {
        #expect(refusal.label == label && refusal.detail == detail)
    }

    @Test("with a session asks for a password that is not younger, but for what clocks may be apart")
    func resumed() {
        let directory = ScriptedDirectory(.authenticated(.alice(in: []), notice: nil))
        let session = Session(
            of: .alice(in: []), username: "alice", at: 1_000,
            limits: SessionLimits(idle: 60, lifetime: 60, afterKick: 0), isPersistent: false)
        let result = LoginService(directory: directory, rules: everybody).resume(session)
        #expect(result.outcome.label == "admitted")
        #expect(directory.unchangedSince.withLock { $0 } == 1_060)
    }

    @Test("passes the directory's refusals on as values")
    func refusals() {
        let refusal = Refusal.wrongPassword(diagnostic: "data 52e")
        let service = LoginService(directory: ScriptedDirectory(.refused(refusal)), rules: everybody)
        guard case .refused(refusal) = service.login(.typed("alice", "secret")).outcome else {
            Issue.record("expected the same refusal")
            return
        }
        #expect(refusal.label == "wrong-password")
        #expect(refusal.detail == "data 52e")
    }
}
