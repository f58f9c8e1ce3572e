import TestSupport
import Testing

@Suite("OpenLDAP's password policy")
struct PasswordPolicyTests {
    private static let slapd = Result {
        let slapd = try Slapd.withPasswordPolicy()
        try slapd.letRead("self")
        return slapd
    }

    static let states = [
        PasswordOutcomes(name: "fresh", right: "may enter as member"),
        PasswordOutcomes(name: "expiring", right: "expires-in-3d"),
        PasswordOutcomes(name: "expired", right: "may not sign in: password-expired"),
        PasswordOutcomes(name: "mustchange", right: "may not sign in: must-change"),
        PasswordOutcomes(name: "locked", right: "the account is locked", wrong: "the account is locked"),
        PasswordOutcomes(name: "early", right: "the account is locked", wrong: "the account is locked"),
        PasswordOutcomes(name: "over", right: "the account is locked", wrong: "the account is locked"),
    ]

    @Test(
        "is told once the password is right, and not before",
        arguments: states, ["service", "person"])
    func table(state: PasswordOutcomes, way: String) throws {
        let slapd = try Self.slapd.get()
        let section = way == "service" ? slapd.section() : slapd.sectionAsUser()
        try state.expect {
            try Trial(state.name, $0 ?? SlapdPeople.password(of: state.name), directory: section)
        }
    }

    @Test(
        "counts grace logins down, a login costs one, and then it is over", arguments: ["service", "person"])
    func grace(way: String) throws {
        let slapd = try Self.slapd.get()
        let uid = "grace-" + way
        try slapd.addPerson(uid, .grace(logins: 3))
        let section = way == "service" ? slapd.section() : slapd.sectionAsUser()
        for left in [2, 1, 0] {
            let trial = try Trial(uid, SlapdPeople.password(of: uid), directory: section)
            #expect(trial.status == 0, "\(trial.output)")
            #expect(trial.says("grace-logins=\(left)"), "\(trial.output)")
        }
        let last = try Trial(uid, SlapdPeople.password(of: uid), directory: section)
        #expect(last.status == 77 && last.says("may not sign in: password-expired"), "\(last.output)")
    }

    @Test("locks after three wrong passwords, and each wrong login counts once")
    func lockout() throws {
        let slapd = try Self.slapd.get()
        try slapd.addPerson("lockme", .lockable)
        for _ in 1...2 { #expect(try Trial("lockme", "wrong", directory: slapd.section()).status == 77) }
        #expect(try Trial("lockme", "lockme secret", directory: slapd.section()).status == 0)
        for _ in 1...3 { #expect(try Trial("lockme", "wrong", directory: slapd.section()).status == 77) }
        let locked = try Trial("lockme", "lockme secret", directory: slapd.section())
        #expect(locked.status == 77 && locked.says("the account is locked"), "\(locked.output)")
    }

    @Test(
        "a permanent lock keeps out, where the server itself lets the bind through",
        arguments: ["", "openldap"])
    func lockWithoutPolicy(kind: String) throws {
        // The attribute is there, and nobody enforces it: a policy without pwdLockout.
        let slapd = try Self.slapd.get()
        let more = "pwdAccountLockedTime: 000001010000Z"
        try slapd.addRelaxed(
            SlapdPeople.person(uid: "shut\(kind)", name: "Shut Out", mail: "shut@example.org", more: more))
        let trial = try Trial("shut\(kind)", "shut\(kind) secret", directory: slapd.section(kind: kind))
        #expect(trial.status == 77, "\(trial.output)")
        #expect(trial.says("may not sign in: disabled"), "\(trial.output)")
    }
}
