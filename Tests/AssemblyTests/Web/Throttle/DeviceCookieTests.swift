import Login
import TestSupport
import Testing

@testable import FastCGI
@testable import jitsi_ldap_login

@Suite("The cookie of a device")
struct DeviceCookieTests {
    private static let form = "username=alice&password=secret&lang=en"
    private let site: ScriptedSite

    init() throws { site = try ScriptedSite(.authenticated(.alice(), notice: nil)) }

    /// Somebody has signed in; strangers use up the account's tries, by several names.
    private func attacked() throws -> String {
        let cookie = try #require(site.post(Self.form).deviceCookie)
        site.say(.refused(.wrongPassword(diagnostic: "")))
        for name in ["alice", "ALICE", "alice%40example.org", "mallory"] {
            for _ in 1...5 { _ = site.post("username=\(name)&password=guess") }
        }
        return cookie
    }

    @Test(
        "is set by a login with the password: for this host alone, over TLS, out of reach of scripts and other sites"
    )
    func attributes() throws {
        let answer = site.post(Self.form)
        let cookie = try #require(answer.setDeviceCookie)
        #expect(cookie.hasPrefix("__Host-jitsi-ldap-login-device="))
        #expect(
            cookie.hasSuffix("; Max-Age=15552000; Path=/; Secure; HttpOnly; SameSite=Strict"))
        #expect(!cookie.contains("alice"))
        // The next login renews it.
        #expect(try site.post(Self.form, [#require(answer.deviceCookie)]).setDeviceCookie != cookie)
        // Neither a session nor a guest has proved a password; nor has who was refused.
        #expect(site.get(ScriptedSite.address, [try #require(answer.cookie)]).setDeviceCookie == nil)
        site.say(.refused(.notFound))
        #expect(site.post(Self.form).setDeviceCookie == nil)
    }

    @Test("lets the owner in while strangers attack the account, who are told to wait")
    func owner() throws {
        let cookie = try attacked()
        let tried = site.binds
        site.say(.authenticated(.alice(), notice: nil))
        #expect(site.post(Self.form).status == 429)
        #expect(site.post("username=a.adams&password=secret").status == 403)
        #expect(site.binds == tried)
        #expect(site.post(Self.form, [cookie]).status == 303)
        #expect(site.post("username=a.adams&password=secret", [cookie]).status == 303)
    }

    @Test("has one try more than strangers, and then says when")
    func kept() throws {
        let cookie = try attacked()
        let tried = site.binds
        #expect(site.post(Self.form, [cookie]).status == 403)
        site.say(.authenticated(.alice(), notice: nil))
        let answer = site.post(Self.form, [cookie])
        #expect(answer.status == 429 && answer.header("Retry-After") == "1860")
        #expect(answer.notBefore == nil && site.binds == tried + 1)
        // One for the login in the beginning, and four wrong ones.
        #expect(site.binds == 5)
    }

    @Test(
        "is none once it is changed, twice there, of another site's key, or a session's",
        arguments: 0..<4)
    func foreign(way: Int) throws {
        let session = try #require(site.post(Self.form).cookie)
        let cookie = try attacked()
        let other = try ScriptedSite(
            .authenticated(.alice(), notice: nil), session: "{key-file: other-key}")
        let parameters: [String] =
            switch way {
            case 0: [String(cookie.dropLast(2)) + (cookie.hasSuffix("AA") ? "BB" : "AA")]
            case 1: [cookie + "; " + cookie.dropFirst("HTTP_COOKIE=".count)]
            case 2: [try #require(other.post(Self.form).deviceCookie)]
            default:
                [session.replacing("__Host-jitsi-ldap-login=", with: "__Host-jitsi-ldap-login-device=")]
            }
        site.say(.authenticated(.alice(), notice: nil))
        #expect(site.post(Self.form, parameters).status == 429)
        #expect(site.post(Self.form, [cookie]).status == 303)
    }
}

extension Response {
    /// What knows the browser, as it sends it back.
    fileprivate var deviceCookie: String? {
        setDeviceCookie.map { "HTTP_COOKIE=" + $0.prefix { $0 != ";" } }
    }
}
