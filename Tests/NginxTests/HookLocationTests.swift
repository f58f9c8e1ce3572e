import Foundation
import TestSupport
import Testing

/// The two places where Jitsi's own pages meet the login: the head of every page, and authError.html.
@Suite("The hooks")
struct HookLocationTests {
    static let tag = "<script async referrerpolicy=\"no-referrer\" src=\"/_login/hook.js\"></script>"

    @Test(
        "put the script into the head of every page, beside what the site puts there",
        arguments: ["/", "/index.html", "/Room?jwt=x", "/tenant/Room?jwt=x", "/a/b/Room?jwt=x"],
        SiteFile.allCases)
    func script(path: String, file: SiteFile) throws {
        let answer = try JitsiSite(file, responder: false).get(path)
        #expect(answer.status == 200)
        // The page is whole: every include came, and the tenant is known to the site's own file too.
        for part in [
            "<base href=", "<title>Stand-in</title>", "welcome", "the meeting page body</body></html>",
        ] {
            #expect(answer.body.contains(part))
        }
        let tenant = path.hasPrefix("/tenant/") ? "tenant/" : path.hasPrefix("/a/") ? "b/" : ""
        #expect(answer.body.contains("<base href=\"/\(tenant)\">"))
        #expect(answer.body.contains("<meta name=own content=\"\(tenant)\">\(Self.tag)\n"))
        #expect(answer.body.components(separatedBy: "hook.js").count == 2)
    }

    @Test("need no file of the site's own", arguments: SiteFile.allCases)
    func noFile(file: SiteFile) throws {
        let site = try JitsiSite(file, responder: false)
        try FileManager.default.removeItem(atPath: site.nginx.folder.file("web/plugin.head.html"))
        let answer = try site.get("/tenant/Room?jwt=x")
        #expect(answer.status == 200)
        #expect(answer.body.contains("<title>Stand-in</title>\n\(Self.tag)\n"))
        #expect(answer.body.hasSuffix("the meeting page body</body></html>"))
        #expect(!answer.body.contains("an error occurred") && !answer.body.contains("404"))
    }

    /// `HOST` and `PORT` are filled in.
    @Test(
        "lead from authError.html to the page for the refused, with the room where the Referer is one of ours",
        arguments: [
            ("https://HOST:PORT/Standup", "/to/Standup"),
            ("https://HOST/Standup", "/to/Standup"),
            ("https://HOST/tenant/R%C3%A9union", "/to/tenant/R%C3%A9union"),
            ("https://HOST/A+B?lang=de", "/to/A+B"),
            ("https://HOST/Room?jwt=eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.sig", "/to/Room"),
            ("https://HOST/Room#config.a=1", "/to/Room"),
            ("https://HOST//evil", "/to//evil"),
            ("https://HOST/", ""),
            ("https://HOST", ""),
            ("http://HOST/Room", ""),
            ("https://other.example.net/Room", ""),
            ("https://evil.example/https://HOST/Room", ""),
            ("https://HOST.evil.example/Room", ""),
            ("https://HOST@evil.example/Room", ""),
            ("https://evil.example/?https://HOST/Room", ""),
            ("https://HOST:80a/Room", ""),
            ("https://HOST:/Room", ""),
            ("https://HOSTx/Room", ""),
            ("https://meetXexampleXorg/Room", ""),
            ("https://HOST/Ro\"om", ""),
            ("https://HOST/Ro om", ""),
            ("https://HOST/<script>", ""),
            ("https://HOST/Ro\\om", ""),
            ("https://HOST/Réunion", ""),
            ("HOST https://HOST/Room", ""),
            ("x", ""),
        ], SiteFile.allCases)
    func refused(row: (referer: String, path: String), file: SiteFile) throws {
        let site = try JitsiSite(file, responder: false)
        let port = String(site.address("").split(separator: ":").last ?? "")
        let referer = row.referer.replacingOccurrences(of: "HOST", with: JitsiSite.host)
            .replacingOccurrences(of: "PORT", with: port)
        for path in ["/static/authError.html", "/tenant/static/authError.html"] {
            let answer = try site.get(path, headers: ["Referer: \(referer)"])
            #expect(answer.status == 302)
            #expect(answer.values("location") == ["/_login/denied" + row.path])
            #expect(answer["cache-control"] == "no-store")
        }
    }

    @Test("lead there without a Referer, too")
    func noReferer() throws {
        let answer = try JitsiSite(responder: false).get("/static/authError.html?jwt=x")
        #expect(answer.values("location") == ["/_login/denied"])
    }
}
