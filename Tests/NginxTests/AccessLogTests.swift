import Foundation
import TestSupport
import Testing

/// Tokens stay out of the access log.
@Suite("The access log")
struct AccessLogTests {
    /// What stands in the place of a token; its last part says where it leaked.
    private static let token = "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.SECRET"

    /// `TOKEN` is filled in; the second is what the log says.
    @Test(
        "has the address and the Referer without tokens",
        arguments: [
            ("/Room?jwt=TOKEN", "/Room?jwt=[removed]"),
            ("/tenant/Room?lang=de&jwt=TOKEN&x=y", "/tenant/Room?lang=de&jwt=[removed]&x=y"),
            ("/Room?JWT=SECRET&x=y", "/Room?JWT=[removed]&x=y"),
            ("/xmpp-websocket?room=r&token=SECRET", "/xmpp-websocket?room=r&token=[removed]"),
            ("/http-bind?token=SECRET&room=r", "/http-bind?token=[removed]&room=r"),
            ("/Room?jwt=SECRET&jwt=SECRET", "/Room[tokens removed]"),
            ("/Room?jwt=SECRET&a=b&token=SECRET", "/Room[tokens removed]"),
            ("/Room?jwt=&token=SECRET", "/Room[tokens removed]"),
            ("/Room?jwt=SECRET&state=%22TOKEN%22", "/Room[tokens removed]"),
            (
                "/_login?state=%7B%22refreshToken%22%3A%22TOKEN%22%7D&room=R",
                "/_login?state=%7B%22refreshToken%22%3A%22[removed]%22%7D&room=R"
            ),
            ("/Room?%6Awt=TOKEN", "/Room?%6Awt=[removed]"),
            ("/_login/to/Room%3Fjwt%3DTOKEN", "/_login/to/Room%3Fjwt%3D[removed]"),
            ("/TOKEN/TOKEN", "/[tokens removed]"),
            ("/_login/invited/SECRET", "/_login/invited/[tokens removed]"),
            ("/_login/invited/SECRET?jwt=TOKEN", "/_login/invited/[tokens removed]"),
            ("/Room?a=b", "/Room?a=b"),
            ("/Room?jwt", "/Room?jwt"),
            ("/jwt=notoken", "/jwt=notoken"),
        ])
    func redaction(row: (address: String, logged: String)) throws {
        let site = try JitsiSite(site: Self.uncommentLog)
        let address = row.address.replacingOccurrences(of: "TOKEN", with: Self.token)
        _ = try site.get(address)
        _ = try site.get("/robots.txt", headers: ["Referer: https://\(JitsiSite.host)\(address)"])
        let path = site.nginx.folder.file("redacted.log")
        #expect(eventually { Self.lines(path).count == 2 })
        let lines = Self.lines(path)
        #expect(!lines.joined().contains("SECRET"))
        let cut = row.logged.contains("[tokens removed]") ? "" : " HTTP/2.0"
        #expect(lines.first?.contains("\"GET \(row.logged)\(cut)\" ") == true, "\(lines)")
        // As nginx's own format has it where there is no Referer.
        #expect(lines.first?.contains(" \"-\" \"curl/") == true, "\(lines)")
        #expect(
            lines.last?.contains(" \"https://\(JitsiSite.host)\(row.logged)\" \"curl/") == true, "\(lines)")
    }

    @Test("costs nothing with an address made to be slow")
    func slow() throws {
        let site = try JitsiSite(site: Self.uncommentLog)
        let before = ContinuousClock.now
        for _ in 0..<20 { _ = try site.get("/" + String(repeating: "eyJ", count: 2500)) }
        #expect(ContinuousClock.now - before < .seconds(20))
        #expect(!site.nginx.errorLog.contains("[alert]"))
    }

    /// The line of 10-login.conf, in the site's server block, with a file of the test's own.
    private static let uncommentLog: @Sendable (String) -> String = {
        $0.replacingOccurrences(of: "ssi on;", with: "ssi on;\naccess_log redacted.log jitsi_ldap_login;")
    }

    private static func lines(_ path: String) -> [Substring] {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self).split(
            separator: "\n")
    }
}
