import FastCGI
import JitsiToken
import Login
import Secrets
import Testing

@testable import jitsi_ldap_login

@Suite("The answer to a login")
struct LoginAnswerTests {
    private static let form = "username=alice&password=secret&lang=en"
    private static let alice = Account.alice()

    private static let refusals: [(Refusal, String)] = [
        (.notFound, "reason=not-found"), (.severalFound, "reason=several-found"),
        (.locked(diagnostic: "data 775"), "detail=data 775 ms=0 outcome=refused reason=locked"),
        (.locked(diagnostic: ""), "reason=locked"),
        (.disabled(detail: "nsAccountLock"), "detail=nsAccountLock ms=0 outcome=refused reason=disabled"),
        (.other("53 unwilling"), "detail=53 unwilling ms=0 outcome=refused reason=refused"),
    ]

    @Test(
        "is the same page, code and time for everything that a directory says without a proof of the password",
        arguments: refusals)
    func uniform(_ refusal: Refusal, _ logged: String) throws {
        let wrong = try ScriptedSite(.refused(.wrongPassword(diagnostic: "data 52e")))
        let other = try ScriptedSite(.refused(refusal))
        let before = ContinuousClock.now
        let (first, second) = (wrong.post(Self.form), other.post(Self.form))
        let after = ContinuousClock.now
        #expect(first.status == 403 && second.status == 403)
        #expect(first.textWithoutToken == second.textWithoutToken)
        #expect(first.body.count == second.body.count)
        #expect(first.headers.elementsEqual(second.headers) { $0 == $1 })
        for answer in [first, second] {
            let moment = try #require(answer.notBefore)
            #expect(moment >= before + RefusalClock.step)
            #expect(moment <= after + RefusalClock.step + RefusalClock.jitter)
        }
        #expect(second.text.contains("The user name or password is not right."))
        let line = try #require(other.log.first).replacing(#/ ms=[0-9]+/#, with: " ms=0")
        #expect(other.log.count == 1 && line.contains(logged), "\(line)")
        #expect(line.contains("account=uid=alice,dc=example"))
        #expect(wrong.log.first?.contains("reason=wrong-password") == true)
    }

    private static let problems: [(AccountProblem, String, String)] = [
        (.expired, "account-expired", "Your account has expired"),
        (.disabled, "disabled", "Your account is disabled"),
        (.notNow, "outside-hours-or-workstation", "Your account may not sign in now"),
        (.passwordExpired, "password-expired", "Your password has expired"),
        (.mustChangePassword, "must-change", "You need a new password"),
    ]

    @Test(
        "tells whose password is right what keeps the account out, at once and without a token",
        arguments: problems)
    func problem(_ problem: AccountProblem, _ word: String, _ heading: String) throws {
        let site = try ScriptedSite(.accountProblem(problem, detail: "data 532, v4563"))
        let answer = site.post(Self.form)
        #expect(answer.status == 403)
        #expect(answer.notBefore == nil)
        #expect(answer.header("Location") == nil && !answer.text.contains("name=\"token\""))
        #expect(answer.text.contains("<h1>\(heading)</h1>"))
        let line = try #require(site.log.first)
        #expect(line.contains("outcome=account-problem reason=\(word) room=standup"))
        #expect(line.contains("detail=data 532, v4563"))
        #expect(line.contains("account=uid=alice,dc=example") && line.contains("client=192.0.2.7"))

        let again = site.post("again=alice&lang=en")
        #expect(again.status == 200)
        #expect(again.text.contains("name=\"username\" type=\"text\" value=\"alice\""))
        let metrics = Metrics.text(site.application.counters, nil, [])
        #expect(metrics.contains("logins_total{outcome=\"account-problem\"} 1\n"))
        #expect(metrics.contains("account_problems_total{reason=\"\(word)\"} 1\n"))
        #expect(metrics.contains("password_notices_total 0\n"))
    }

    @Test("covers every account problem there is")
    func complete() { #expect(Self.problems.map(\.0) == AccountProblem.allCases) }

    private static let notices: [(PasswordNotice, String, String)] = [
        (.expiresIn(seconds: -5), "notice=expires-in-0d", "expires in less than a day"),
        (.expiresIn(seconds: 86_399), "notice=expires-in-0d", "expires in less than a day"),
        (.expiresIn(seconds: 86_400), "notice=expires-in-1d", "expires in one day"),
        (.expiresIn(seconds: 4 * 86_400 - 1), "notice=expires-in-3d", "expires in 3 days"),
        (.graceLogins(2), "grace-logins=2", "2 more times"),
        (.graceLogins(0), "grace-logins=0", "This was the last time"),
    ]

    @Test(
        "is a page about the password where there is something to say of it, and the way on from it leads into the room",
        arguments: notices)
    func notice(_ notice: PasswordNotice, _ logged: String, _ words: String) throws {
        let site = try ScriptedSite(.authenticated(Self.alice, notice: notice))
        let page = site.post(Self.form)
        #expect(page.status == 200)
        #expect(page.header("Location") == nil)
        #expect(page.header("Cache-Control") == "no-store")
        #expect(page.text.contains(words))
        let line = try #require(site.log.first)
        #expect(line.contains(logged) && line.contains("outcome=admitted role=member"), "\(line)")
        #expect(Metrics.text(site.application.counters, nil, []).contains("password_notices_total 1\n"))

        let token = try #require(page.field("token"))
        #expect(!site.log.joined().contains(token))
        let entry = site.post("token=\(token)&lang=en")
        #expect(entry.status == 303)
        #expect(entry.header("Location") == "\(ScriptedSite.origin)/Standup?lang=en&jwt=\(token)")
        #expect(entry.header("Referrer-Policy") == "no-referrer")
        // The directory was asked once, and one login is counted.
        #expect(site.log.count == 1)
        #expect(site.application.counters.byOutcome.map(\.count) == [1])
    }

    @Test("is the redirect alone where there is nothing to say")
    func noNotice() throws {
        let site = try ScriptedSite(.authenticated(Self.alice, notice: nil))
        let answer = site.post(Self.form)
        #expect(answer.status == 303 && answer.body.isEmpty)
        #expect(answer.header("Location")?.hasPrefix("\(ScriptedSite.origin)/Standup?lang=en&jwt=ey") == true)
        let line = try #require(site.log.first)
        #expect(!line.contains("notice=") && !line.contains("grace-logins="))
    }

    @Test("to a token that is none of ours, or another's, is the form and no redirect")
    func foreignToken() throws {
        let site = try ScriptedSite(.authenticated(Self.alice, notice: .graceLogins(1)))
        let other = try ScriptedSite(
            .authenticated(Self.alice, notice: .graceLogins(1)),
            secret: "another secret, just as long as that")
        let foreign = try #require(other.post(Self.form).field("token"))
        for token in [foreign, "", "a.b.c", "%0D%0ASet-Cookie:%20a=b", "x"] {
            let answer = site.post("token=\(token)&lang=de")
            #expect(answer.status == 403)
            #expect(answer.header("Location") == nil)
            #expect(answer.text.contains("Bitte melden Sie sich erneut an."), "\(answer.text)")
        }
        #expect(site.log.allSatisfy { $0 == "token not accepted client=192.0.2.7 room=standup" })
    }

    @Test("to a token is refused from another site, and where there is no room")
    func elsewhere() throws {
        let site = try ScriptedSite(.authenticated(Self.alice, notice: .graceLogins(1)))
        let token = try #require(site.post(Self.form).field("token"))
        for answer in [
            site.post("token=\(token)", from: "https://evil.example"),
            site.post("token=\(token)", from: "null"),
            site.post("token=\(token)", to: "/_login"),
            site.post("token=\(token)", to: "/_login/kicked/to/Standup"),
        ] {
            #expect(answer.status == 400)
            #expect(answer.header("Location") == nil)
        }
    }

    @Test(
        "waits for a place on the way to the directory where there is a name to look up, and only there",
        arguments: [
            (form, Pace.slow), ("password=x&user%6Eame=alice", .slow), ("username=", .slow),
            ("token=a.b.c&username=a&lang=en", .slow), ("token=a.b.c&lang=en", .quick),
            ("again=alice&lang=en", .quick), ("lang=de", .quick), ("", .quick),
            // These are refused unread.
            ("username=a&username=b", .quick), ("username=a&%zz=", .quick),
        ])
    func pace(_ body: String, _ pace: Pace) throws {
        let site = try ScriptedSite(.refused(.notFound))
        #expect(site.pace(of: body) == pace)
        // What is quick never asks the directory.
        _ = site.post(body)
        #expect(pace == .slow || !site.log.contains { $0.hasPrefix("login ") })
    }
}
