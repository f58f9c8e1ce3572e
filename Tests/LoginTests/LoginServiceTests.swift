import Login
import Secrets
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
