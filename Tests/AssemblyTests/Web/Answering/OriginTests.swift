import FastCGI
import Login
import Testing

@testable import jitsi_ldap_login

@Suite("A form")
struct OriginTests {
    @Test(
        "from an origin that only begins like ours is refused, and the directory is not asked",
        arguments: [
            "https://meet.example.org.evil.example", "https://meet.example.org:8443",
            "https://meet.example.org@evil.example", "http://meet.example.org", "https://example.org",
            "https://xmeet.example.org", "null", "",
        ])
    func foreign(origin: String) throws {
        let account = Account(dn: "uid=a,dc=example", id: "a", name: nil, email: nil, groups: [])
        let site = try ScriptedSite(.authenticated(account, notice: nil))
        for form in ["username=a&password=b", "token=a.b.c", "lang=de"] {
            let answer = site.post(form, from: origin)
            #expect(answer.status == 400 && answer.header("Location") == nil)
        }
        #expect(site.log.allSatisfy { $0.hasPrefix("form from another site") } && site.log.count == 3)
        #expect(site.post("username=a&password=b").status == 303)
    }

    @Test("is refused by either field, and by the token alone where a browser sends neither")
    func fields() throws {
        let account = Account(dn: "uid=a,dc=example", id: "a", name: nil, email: nil, groups: [])
        let site = try ScriptedSite(.authenticated(account, notice: nil))
        let form = "username=a&password=b"
        for (fetchSite, status) in [
            ("same-origin", 303), ("cross-site", 400), ("same-site", 400), ("none", 400), ("", 400),
            ("x", 400),
        ] {
            let field = "HTTP_SEC_FETCH_SITE=\(fetchSite)"
            #expect(site.post(form, [field]).status == status, "\(fetchSite)")
            let alone = site.bare(
                FormOfPage.body(form, with: site.formToken()), from: nil, cookie: FormOfPage.cookie, [field])
            #expect(alone.status == status, "\(fetchSite)")
        }
        #expect(
            site.post(form, from: "https://evil.example", ["HTTP_SEC_FETCH_SITE=same-origin"]).status == 400)
        let silent = FormOfPage.body(form, with: site.formToken())
        #expect(site.bare(silent, from: nil, cookie: FormOfPage.cookie).status == 303)
        #expect(site.bare(silent, from: nil, cookie: String(repeating: "Else", count: 8)).status == 403)
        #expect(site.bare(form, from: nil, cookie: FormOfPage.cookie).status == 403)
    }
}
