import Login
import TestSupport
import Testing

@testable import FastCGI
@testable import jitsi_ldap_login

@Suite("Somebody who guesses")
struct ThrottleTests {
    private static let wrong = DirectoryAnswer.Verdict.refused(.wrongPassword(diagnostic: ""))

    private static func form(_ name: String = "alice", language: String = "en") -> String {
        "username=\(name)&password=guess&lang=\(language)"
    }

    @Test(
        "is told when to try again, in the visitor's language, with the form as it was, and nothing more is tried"
    )
    func wait() throws {
        let site = try ScriptedSite(Self.wrong)
        for _ in 1...3 { #expect(site.post(Self.form()).status == 403) }
        let answer = site.post(Self.form())
        #expect(answer.status == 429 && site.binds == 3)
        #expect(answer.header("Retry-After") == "1860")
        #expect(answer.text.contains("were not right. Please try again in 31 minutes.</p>"))
        #expect(answer.text.contains("<title>Error: Too many attempts with this user name"))
        #expect(answer.text.contains("in 31 minutes. – Standup"))
        #expect(answer.text.contains("name=\"username\" type=\"text\" value=\"alice\""))
        #expect(answer.text.contains("name=\"password\"") && !answer.text.contains("guess"))
        // Others by that name may have been under way, whose time would tell whether there was a password to try.
        #expect(answer.notBefore != nil)
        let german = site.post(Self.form(language: "de"))
        #expect(german.status == 429 && german.text.contains("versuchen Sie es in 31 Minuten wieder."))
        // Whoever it is, the right password does not help.
        site.say(.authenticated(.alice(), notice: nil))
        #expect(site.post(Self.form()).status == 429 && site.binds == 3)
    }

    @Test("reads the same at a name that is nobody's, after as many tries")
    func nobody() throws {
        let (one, other) = (try ScriptedSite(Self.wrong), try ScriptedSite(.refused(.notFound)))
        for _ in 1...5 {
            let (first, second) = (one.post(Self.form()), other.post(Self.form()))
            #expect(first.status == second.status)
            #expect(first.textWithoutToken == second.textWithoutToken)
            #expect(first.body.count == second.body.count)
            #expect(first.headers.elementsEqual(second.headers) { $0 == $1 })
            #expect((first.notBefore == nil) == (second.notBefore == nil))
        }
    }

    @Test("by another name of an account whose tries are used up gets the answer to a wrong password")
    func uniform() throws {
        let site = try ScriptedSite(Self.wrong)
        let wrong = site.post(Self.form("al"))
        for name in ["alice", "alice%40example.org"] { #expect(site.post(Self.form(name)).status == 403) }
        #expect(site.binds == 3)
        site.say(.authenticated(.alice(), notice: nil))
        let untried = site.post(Self.form("AL"))
        #expect(site.binds == 3 && untried.status == 403)
        #expect(untried.textWithoutToken.replacing("\"AL\"", with: "\"al\"") == wrong.textWithoutToken)
        #expect(untried.headers.elementsEqual(wrong.headers) { $0 == $1 } && untried.notBefore != nil)
        #expect(
            site.log.last?.contains("account=uid=alice,dc=example client=192.0.2.7") == true
                && site.log.last?.contains("reason=throttled room=standup") == true)
        let lines = site.log.count
        _ = site.post(Self.form("CORP%5Calice"))
        #expect(site.log.count == lines)
        let metrics = Metrics.text(site.application.counters, nil, [])
        #expect(metrics.contains("throttled_total{reason=\"account\"} 2\n"), "\(metrics)")
    }

    @Test("does not fill the log: one line for each count that is full, without the name")
    func log() throws {
        let site = try ScriptedSite(Self.wrong)
        for _ in 1...50 { _ = site.post(Self.form("secret-name")) }
        #expect(site.log.count == 4)
        let line = try #require(site.log.last).replacing(#/ ms=[0-9]+/#, with: "")
        #expect(line == "login client=192.0.2.7 outcome=throttled reason=name retry-after=1860 room=standup")
        let metrics = Metrics.text(site.application.counters, nil, [])
        #expect(metrics.contains("logins_total{outcome=\"throttled\"} 47\n"), "\(metrics)")
        #expect(metrics.contains("throttled_total{reason=\"name\"} 47\n"))
    }

    @Test("is still told to wait after a reload")
    func reload() throws {
        let site = try ScriptedSite(Self.wrong)
        for _ in 1...3 { _ = site.post(Self.form()) }
        site.application.adopt(site.application.assembly)
        #expect(site.post(Self.form()).status == 429)
    }

    @Test("is not slowed where the configuration says so")
    func off() throws {
        let site = try ScriptedSite(Self.wrong, rooms: "throttle: {enabled: false}")
        for _ in 1...50 { #expect(site.post(Self.form()).status == 403) }
        #expect(site.binds == 50)
        site.say(.authenticated(.alice(), notice: nil))
        #expect(site.post(Self.form()).setDeviceCookie == nil)
    }

    @Test(
        "uses up no try where the directory does not answer, or the password was right",
        arguments: [
            DirectoryAnswer.Verdict.unreachable(cause: "x"), .accountProblem(.passwordExpired, detail: ""),
            .unusable(problem: "x"), .authenticated(.alice(), notice: nil),
        ])
    func uncounted(verdict: DirectoryAnswer.Verdict) throws {
        let site = try ScriptedSite(verdict)
        for _ in 1...20 { #expect(site.post(Self.form()).status != 429) }
        #expect(site.binds == 20)
    }
}

@Suite("An address from which many logins are refused")
struct AddressTests {
    private static let settings = "throttle: {address: {refused: 5, per: 1h, except: [203.0.113.0/24]}}"
    private let site: ScriptedSite

    init() throws { site = try ScriptedSite(.refused(.notFound), rooms: Self.settings) }

    private func login(_ number: Int, _ more: [String] = []) -> Response {
        site.post("username=name\(number)&password=guess&lang=en", more)
    }

    @Test("has to wait, whatever the names; another has not")
    func full() {
        for number in 1...5 { #expect(login(number).status == 403) }
        let answer = login(6)
        #expect(answer.status == 429)
        // So long until one of five within an hour is over, but for the time of the test itself.
        let wait = answer.header("Retry-After").flatMap { Int($0) } ?? 0
        #expect((600...720).contains(wait))
        #expect(answer.text.contains("Too many attempts from your network were not right."))
        #expect(login(6, ["REMOTE_ADDR=192.0.2.8"]).status == 403)
        #expect(site.log.contains { $0.contains("outcome=throttled reason=address") })
    }

    @Test("is what nginx says, and no header of the visitor's")
    func forged() {
        for number in 1...5 { _ = login(number) }
        for header in [
            "HTTP_X_FORWARDED_FOR=198.51.100.1", "HTTP_FORWARDED=for=198.51.100.1",
            "HTTP_X_REAL_IP=198.51.100.1", "HTTP_REMOTE_ADDR=198.51.100.1", "HTTP_CLIENT_IP=198.51.100.1",
            "HTTP_SERVER_ADDR=192.0.2.7", "HTTP_TRUE_CLIENT_IP=127.0.0.1",
        ] {
            #expect(login(6, [header]).status == 429, "\(header)")
        }
    }

    @Test(
        "is not counted where it stands for everybody: this machine's own, with one warning, or a proxy's that is named",
        arguments: [
            (["REMOTE_ADDR=127.0.0.1"], 1), (["REMOTE_ADDR=::1"], 1), (["REMOTE_ADDR=unix:"], 1),
            (["REMOTE_ADDR="], 1), (["REMOTE_ADDR=192.0.2.7", "SERVER_ADDR=192.0.2.7"], 1),
            (["REMOTE_ADDR=::ffff:192.0.2.7", "SERVER_ADDR=192.0.2.7"], 1),
            (["REMOTE_ADDR=203.0.113.200"], 0),
        ])
    func everybody(parameters: [String], warnings: Int) {
        for number in 1...50 { #expect(login(number, parameters).status == 403) }
        #expect(site.log.count { $0.contains("set_real_ip_from") } == warnings)
    }

    @Test("is counted where it is not that of the machine that nginx names")
    func visitor() {
        for number in 1...6 {
            #expect(login(number, ["SERVER_ADDR=192.0.2.1"]).status == (number == 6 ? 429 : 403))
        }
        #expect(!site.log.contains { $0.contains("set_real_ip_from") })
    }

    @Test("does not wait with right passwords, however many")
    func right() throws {
        site.say(.authenticated(.alice(), notice: nil))
        for number in 1...50 { #expect(login(number).status == 303) }
    }
}
