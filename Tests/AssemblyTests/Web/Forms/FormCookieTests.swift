import Foundation
import Login
import Secrets
import Testing

@testable import FastCGI
@testable import jitsi_ldap_login

@Suite("The cookie for forms")
struct FormCookieTests {
    private static let login = "username=alice&password=secret&lang=en"

    private func site(rooms: String = "") throws -> ScriptedSite {
        try ScriptedSite(.authenticated(.alice(), notice: nil), rooms: rooms)
    }

    @Test("comes with a page that has a form, with 192 bits of chance, for this host alone")
    func given() throws {
        let site = try site()
        let pages = (0..<100).map { _ in site.visit() }
        let values = try pages.map { try #require($0.formCookie) }
        #expect(Set(values).count == 100)
        #expect(values.allSatisfy { Base64.decodeURLSafe($0.utf8)?.count == 24 })
        let set = pages[0].headers.filter { $0.0 == "Set-Cookie" }.map(\.1)
        #expect(
            set == [
                "__Host-jitsi-ldap-login-form=\(values[0]); Path=/; Secure; HttpOnly; SameSite=Lax"
            ])
        #expect(!pages[0].text.contains(values[0]))
        let form = FormOfPage.body(Self.login, with: try #require(pages[0].field("form")))
        #expect(site.bare(form, cookie: values[0]).status == 303)
        #expect(site.bare(form, cookie: values[1]).status == 403)
    }

    @Test("is not set where the browser has one: a second tab does not take the form of the first away")
    func tabs() throws {
        let site = try site()
        let first = site.visit()
        let cookie = try #require(first.formCookie)
        let pair = "HTTP_COOKIE=a=b; \(FormCookie.name)=\(cookie)"
        let second = site.visit("/_login/to/Retro?lang=en", [pair])
        #expect(second.formCookie == nil)
        for page in [first, second] {
            let form = FormOfPage.body(Self.login, with: try #require(page.field("form")))
            #expect(site.bare(form, cookie: cookie).status == 303)
        }
    }

    @Test("comes with no page that has no form, and neither does the token")
    func noForm() throws {
        let site = try site(rooms: "rooms: [{match: shut, closes: \"2020-01-01T00:00:00Z\"}]")
        for address in [
            "/_login", "/_login/denied/to/Standup", "/_login/kicked", "/_login/logout", "/_login/x",
            "/_login/to/shut", "/health", "/_login/hook.js", "/_login/jwks.json", "/_login/invited/x",
        ] {
            let page = site.visit(address)
            #expect(page.formCookie == nil && page.field("form") == nil, "\(address)")
        }
        let framed = site.visit(ScriptedSite.address, ["HTTP_SEC_FETCH_DEST=iframe"])
        #expect(framed.formCookie == nil && !framed.text.contains("<form"))
    }

    @Test(
        "is believed only whole and alone",
        arguments: [
            ("N=V", true), ("a=b; N=V; c=d", true), ("N=V; N=V", false), ("N=V; N=W", false), ("N=", false),
            ("N=VA", false), ("XN=V", false), ("N=\"V\"", false), ("", false), ("n=V", false),
        ])
    func header(template: String, isBelieved: Bool) {
        let header = template.replacing("V", with: FormOfPage.cookie)
            .replacing("W", with: String(repeating: "W", count: 32)).replacing(
                "N=", with: FormCookie.name + "=")
        #expect(FormCookie.value(in: header) == (isBelieved ? FormOfPage.cookie : nil))
    }

    @Test("of letters that were never set is none", arguments: ["+", "/", "=", "é", " ", "\u{0}", "%"])
    func letters(letter: String) {
        let value = FormOfPage.cookie.dropLast(letter.utf8.count) + letter
        #expect(FormCookie.value(in: "\(FormCookie.name)=\(value)") == nil)
    }

    @Test("and the token of its page are good on another host with the same keys")
    func hosts() throws {
        let page = try site().visit()
        let form = FormOfPage.body(Self.login, with: try #require(page.field("form")))
        let host = try site()
        #expect(host.bare(form, cookie: page.formCookie).status == 303)
        #expect(host.bare(form).status == 403)
    }
}
