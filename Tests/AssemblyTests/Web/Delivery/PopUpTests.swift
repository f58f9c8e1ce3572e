import FastCGI
import Login
import Testing

@testable import jitsi_ldap_login

@Suite("A login in the pop-up of Jitsi's page")
struct PopUpTests {
    private static let nonce = String(repeating: "0123456789abcdef", count: 4)
    private static let address = "/_login?state=%7B%22config.a%22%3A1%7D&room=Standup&nonce=\(nonce)"
    private static let form = "username=alice&password=secret&lang=en"
    private static let alice = Account.alice()

    @Test("that has something to say of the password ends there too, once that is read")
    func notice() throws {
        let site = try ScriptedSite(.authenticated(Self.alice, notice: .graceLogins(1)))
        let said = site.ask(Self.address, body: Self.form)
        #expect(said.status == 200 && !said.text.contains("<script") && !said.text.contains("data-token"))
        let token = try #require(said.field("token"))
        let answer = site.ask(Self.address, body: "token=\(token)&lang=en")
        #expect(answer.status == 200 && answer.header("Location") == nil)
        #expect(answer.text.contains("data-token=\"\(token)\"") && answer.text.contains(Self.nonce))
        #expect(answer.text.contains("data-origin=\"\(ScriptedSite.origin)\""))
        #expect(answer.header("Referrer-Policy") == "no-referrer")
        #expect(answer.header("X-Frame-Options") == "DENY")
    }

    @Test("gives its number to no tab: nobody waits there")
    func framed() throws {
        let site = try ScriptedSite(.refused(.notFound))
        let framed = site.ask(Self.address, fields: ["HTTP_SEC_FETCH_DEST=iframe"])
        #expect(framed.status == 200 && !framed.text.contains(Self.nonce))
        #expect(framed.text.contains("href=\"/_login/to/Standup\""))
    }

    @Test(
        "that comes to nothing tells the opener so, without a token",
        arguments: [
            (.accountProblem(.disabled, detail: ""), "access_denied"),
            (.unreachable(cause: "down"), "temporarily_unavailable"),
            (.unusable(problem: "no id"), "server_error"),
        ] as [(DirectoryAnswer.Verdict, String)])
    func nothing(_ verdict: DirectoryAnswer.Verdict, _ error: String) throws {
        let answer = try ScriptedSite(verdict).ask(Self.address, body: Self.form)
        #expect(answer.text.contains("data-error=\"\(error)\""))
        #expect(answer.text.contains("data-origin=\"\(ScriptedSite.origin)\""))
        #expect(!answer.text.contains("data-token"))
    }
}
