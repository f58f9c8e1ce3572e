import Foundation
import TestSupport
import Testing

@Suite("A guesser, at a directory that locks accounts after five wrong passwords")
struct GuessingTests {
    private static let policy = "cn=five,ou=policies,\(Slapd.base)"
    private static let shared = Result {
        let slapd = try Slapd.withPasswordPolicy()
        try slapd.add(
            """
            dn: \(policy)
            objectClass: applicationProcess
            objectClass: pwdPolicy
            cn: five
            pwdAttribute: userPassword
            pwdLockout: TRUE
            pwdMaxFailure: 5

            """)
        return try ThrottledSite(slapd: slapd)
    }

    /// Somebody whom five wrong passwords lock out.
    private static func person(_ uid: String, _ site: ThrottledSite) throws {
        try site.site.slapd.addRelaxed(
            SlapdPeople.person(
                uid: uid, name: "Per Son", mail: uid + "@example.org", more: "pwdPolicySubentry: \(policy)"))
    }

    private static func spellings(_ uid: String) -> [String] {
        [uid, uid.uppercased(), "\(uid)@example.org", "\(uid)@EXAMPLE.org", uid.capitalized]
    }

    /// So many guesses by every spelling, each from another address.
    private static func guesses(_ uid: String, _ rounds: Int) -> [(String, String, String)] {
        (0..<rounds).flatMap { round in
            spellings(uid).enumerated().map {
                ($1, "guess \(round)", "203.0.113.\((round * 5 + $0) % 250 + 1)")
            }
        }
    }

    private func isUnlocked(_ uid: String, _ site: ThrottledSite) throws -> Bool {
        let slapd = site.site.slapd
        return try LDAPClient.bind(
            at: slapd.plainAddress, dn: Slapd.person(uid), password: SlapdPeople.password(of: uid)
        ).contains("dn:")
    }

    @Test("never locks it, by whatever spelling; its owner's browser gets in, and a new one is told when")
    func locked() throws {
        let site = try Self.shared.get()
        try Self.person("victim", site)
        let right = SlapdPeople.password(of: "victim")
        let cookie = try site.login("victim", right).deviceCookie()
        #expect(site.site.slapd.binds(as: Slapd.person("victim")) == 1)

        let statuses = site.statuses(Self.guesses("victim", 8))
        #expect(site.site.slapd.binds(as: Slapd.person("victim")) == 1 + 3)
        // Two spellings, but for upper case; three refusals each, and then 429.
        #expect(statuses == [403: 6, 429: 34])

        let told = try site.login("victim", right, from: "198.51.100.1")
        #expect(told.status == 429)
        let wait = try #require(told["retry-after"].flatMap { Int($0) })
        #expect((1500...1860).contains(wait))
        #expect(
            told.body.contains("Too many attempts with this user name were not right. Please try again in"))
        // A password that the owner mistypes is not the one that locks the account.
        let mistyped = try site.login("victim", "mistyped", headers: [cookie])
        #expect(mistyped.status == 403)
        #expect(try isUnlocked("victim", site))
        #expect(try site.login("victim", right, headers: [cookie]).status == 429)
    }

    @Test("does not keep the owner's browser out, by any name of the account")
    func owner() throws {
        let site = try Self.shared.get()
        try Self.person("owner", site)
        let right = SlapdPeople.password(of: "owner")
        let cookie = try site.login("owner", right).deviceCookie()
        _ = site.statuses(Self.guesses("owner", 2))
        #expect(try site.login("owner", right).status == 429)
        for name in ["owner", "OWNER"] {
            #expect(try site.login(name, right, headers: [cookie]).status == 303)
        }
        #expect(try isUnlocked("owner", site))
    }

    @Test("gets no further with a hundred guesses at once")
    func parallel() throws {
        let site = try Self.shared.get()
        try Self.person("target", site)
        let statuses = site.statuses(
            (0..<100).map { ("target", "guess \($0)", "198.51.100.\($0 + 1)") })
        #expect(site.site.slapd.binds(as: Slapd.person("target")) == 3)
        #expect(statuses == [403: 3, 429: 97])
        #expect(try isUnlocked("target", site))
        #expect(site.logged("reason=name") >= 1)
    }

    @Test("learns nothing of which names are somebody's: the same answers, as often, and the same page")
    func names() throws {
        let site = try Self.shared.get()
        try Self.person("exists", site)
        let answers = try ["exists", "nobody"].map { name in
            try (1...5).map { _ in
                let answer = try site.login(name, "guess", from: "192.0.2.99")
                return
                    "\(answer.status) \(answer.bodyWithoutToken.replacing(name, with: "NAME").replacing(#/in \d+ minutes/#, with: "in N minutes"))"
            }
        }
        #expect(answers[0] == answers[1])
        #expect(answers[0].count { $0.hasPrefix("403") } == 3)
    }
}

@Suite("A school behind one address")
struct SchoolTests {
    @Test("of a thousand people, two hundred of whom mistype first, gets in as a whole")
    func school() throws {
        let slapd = try Slapd(logLevel: "none")
        let uids = (0..<1000).map { "pupil\($0)" }
        try slapd.load(
            uids.map { SlapdPeople.person(uid: $0, name: $0, mail: $0 + "@example.org") }.joined())
        let site = try ThrottledSite(slapd: slapd)
        let mistyped = site.statuses(uids.prefix(200).map { ($0, "mistyped", "203.0.113.7") })
        #expect(mistyped == [403: 200])
        let right = site.statuses(uids.map { ($0, SlapdPeople.password(of: $0), "203.0.113.7") })
        #expect(right == [303: 1000])
        #expect(site.logged("client=203.0.113.7") >= 1200)
    }
}

@Suite("The address of a client")
struct ClientAddressTests {
    private static let forgeries = [
        "X-Forwarded-For: 198.51.100.9", "Forwarded: for=198.51.100.9", "X-Real-IP: 198.51.100.9",
        "Remote-Addr: 198.51.100.9", "REMOTE_ADDR: 198.51.100.9", "Server-Addr: 203.0.113.7",
        "True-Client-IP: 198.51.100.9", "Client-IP: 198.51.100.9", "CF-Connecting-IP: 198.51.100.9",
    ]

    @Test("is what nginx says: who is to wait has to, whatever headers are forged")
    func forged() throws {
        let site = try ThrottledSite(throttle: "{address: {refused: 3, per: 1h}}")
        for number in 1...3 { #expect(try site.login("x\(number)", "guess").status == 403) }
        for (number, header) in Self.forgeries.enumerated() {
            #expect(
                try site.login("y\(number)", "guess", headers: [header]).status == 429, "\(header)")
        }
        #expect(try site.login("z", "guess", from: "203.0.113.8").status == 403)
        #expect(site.logged("198.51.100.9") == 0)
        #expect(site.logged("outcome=throttled") == 1)
        #expect(site.logged("set_real_ip_from") == 0)
    }

    @Test(
        "is counted for nobody where all come from this machine, which is said once; accounts are counted all the same"
    )
    func multiplexer() throws {
        let site = try MeetSite(more: "throttle: {address: {refused: 2, per: 1h}}")
        for (number, header) in Self.forgeries.enumerated() {
            let answer = try site.post(
                "/_login/to/Standup", ["username": "x\(number)", "password": "guess"], headers: [header])
            #expect(answer.status == 403)
        }
        let log = site.responder.log
        #expect(log.components(separatedBy: "set_real_ip_from").count == 2)
        #expect(!log.contains("198.51.100.9") && log.contains("client=127.0.0.1"))
        let statuses = try (1...4).map { _ in
            try site.login("/_login/to/Standup", as: "alice", password: "guess").status
        }
        #expect(statuses == [403, 403, 403, 429])
    }
}
