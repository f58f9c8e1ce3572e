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
}
