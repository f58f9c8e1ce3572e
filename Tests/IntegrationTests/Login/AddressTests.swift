import Foundation
import TestSupport
import Testing

@Suite("An address of the login")
struct AddressTests {
    private static let site = Result { try MeetSite() }
    private func site() throws -> MeetSite { try Self.site.get() }

    @Test(
        "that is hostile never leads anywhere but to the configured host",
        arguments: [
            "/_login/to//evil.example", "/_login/to/\\evil.example", "/_login/to/%09/evil.example",
            "/_login/to/%2f%2fevil.example", "/_login/to/https:evil.example", "/_login/to/@evil.example",
            "/_login/to/javascript:alert(1)", "/_login/to/..", "/_login/to/../../x", "/_login/to/%2e%2e",
            "/_login/to/*", "/_login/to/%2A", "/_login/to/%22%3E%3Cscript%3E",
            "/_login/to/%0d%0aSet-Cookie:x",
            "/_login/to/%252f%252fevil", "/_login/to/%zz", "/_login/to/%ff%fe", "/_login/to/_login",
            "/_login?room=//evil.example", "/_login?room=*", "/_login?room=https://evil.example/",
            "/_login?room=%0d%0aSet-Cookie:x", "/_login?room=a&room=b", "/_login?tenant=-&room=R",
        ])
    func hostile(path: String) throws {
        let site = try site()
        let answer = try site.login(path, as: "bob")
        // 405: nginx takes `..` out of the path, and Jitsi's own pages take no form.
        #expect([303, 400, 404, 405].contains(answer.status), "status \(answer.status)")
        let cookies = answer.values("set-cookie")
        guard answer.status == 303 else {
            #expect(cookies == [])
            return
        }
        // The session, and what the browser is known by.
        let names = cookies.map { String($0.prefix { $0 != "=" }) }
        #expect(names == ["__Host-jitsi-ldap-login", "__Host-jitsi-ldap-login-device"])
        let location = try #require(answer["location"])
        #expect(location.hasPrefix(site.origin + "/"))
        #expect(URLComponents(string: location)?.host == MeetSite.host)
        #expect(try ReadToken(answer)["room"] != "*")
    }

    @Test(
        "is split where the browser splits it, whatever mark follows the sign",
        arguments: [
            ("/_login/to/a/\u{301}b", "/a/%CC%81b?jwt="), ("/_login/to/a?\u{301}x=1", "/a?%CC%81x=1&jwt="),
        ])
    func combiningMarks(path: String, expected: String) throws {
        let site = try site()
        let location = try #require(try site.login(path, as: "bob")["location"])
        #expect(location.hasPrefix(site.origin + expected), "\(location.prefix(80))")
    }

    @Test("without a room asks for one", arguments: ["/_login", "/_login/", "/_login/to/", "/_login?room="])
    func asksForRoom(path: String) throws {
        let answer = try site().get(path)
        #expect(answer.status == 200)
        #expect(answer.body.contains("name=\"room\""))
        #expect(!answer.body.contains("type=\"password\""))
    }

    @Test(
        "of another kind shows its page",
        arguments: [
            ("/_login/denied/to/Standup", 200, "Standup"), ("/_login/denied", 200, "/_login"),
            ("/_login/denied/token/to/Standup", 200, "/_login/to/Standup"),
            ("/_login/kicked/to/a/Room?x=1", 200, "/_login/to/a/Room?x=1"),
            ("/_login/kicked", 200, "/_login"), ("/_login/logout", 200, "<h1"),
            ("/_login/nothing", 404, "<h1"),
        ])
    func pages(path: String, status: Int, content: String) throws {
        let answer = try site().get(path, headers: ["Accept-Language: en"])
        #expect(answer.status == status)
        #expect(answer.body.contains(content))
    }

    @Test("serves the hook script, the style sheet and the mark out of the binary")
    func assets() throws {
        let site = try site()
        let page = try site.get("/_login/to/Standup").body
        for (ending, type) in [(".css", "text/css"), (".svg", "image/svg+xml")] {
            let path = try #require(page.firstMatch(of: try Regex("\"(/_login/[a-z0-9-]+\\\(ending))\"")))[1]
                .substring
            let answer = try site.get(String(try #require(path)))
            #expect(answer.status == 200)
            #expect(answer["content-type"]?.hasPrefix(type) == true)
            #expect(answer["cache-control"]?.contains("immutable") == true)
        }
        let hook = try site.get("/_login/hook.js")
        #expect(hook.status == 200)
        #expect(hook["content-type"]?.hasPrefix("text/javascript") == true)
        let again = try site.get("/_login/hook.js", headers: ["If-None-Match: \(try #require(hook["etag"]))"])
        #expect(again.status == 304)
    }

    @Test("knows GET, HEAD and POST only", arguments: ["PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"])
    func methods(method: String) throws {
        let answer = try site().get("/_login/to/Standup", method: method)
        #expect(answer.status == 405)
    }

    @Test("answers HEAD as GET, without a body")
    func head() throws {
        let answer = try site().get("/_login/to/Standup", method: "HEAD")
        #expect(answer.status == 200)
        #expect(!answer.body.contains("<html"))
    }

    @Test("is not answered for another host", arguments: ["evil.example", "meet.example.org.evil.example"])
    func otherHost(host: String) throws {
        let answer = try site().get("/_login/to/Standup", headers: ["Host: \(host)"])
        #expect(answer.status != 200)
        #expect(!answer.body.contains("type=\"password\""))
    }

    @Test("does not show health or figures to the public", arguments: ["/health", "/metrics"])
    func privateAddresses(path: String) throws {
        let answer = try site().get(path)
        #expect(!answer.body.contains("jitsi_ldap_login"))
        #expect(answer.body != "ok\n")
    }
}
