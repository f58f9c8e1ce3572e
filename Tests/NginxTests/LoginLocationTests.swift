import Foundation
import TestSupport
import Testing

/// What the responder is told, and what the visitor sees of nginx.
@Suite("The login's location")
struct LoginLocationTests {
    @Test(
        "hands the address to the responder as it was asked for",
        arguments: [
            "/_login", "/_login?room=Test", "/_login/", "/_login/to/R%C3%A9union?lang=de", "/_login/to/A+B",
            "/_login/to//evil", "/_login/denied/to/tenant/Room", "/_login/kicked", "/_login/hook.js",
            "/_login/style-0123.css", "/_login/avatar/AbC-_9", "/_login/keys/00.pem",
            "/_login?state=%7B%22room%22%3A%22a%22%7D",
        ], SiteFile.allCases)
    func address(path: String, file: SiteFile) throws {
        let answer = try JitsiSite(file).get(path)
        #expect(answer.status == 200)
        #expect(answer.body.contains("\nREQUEST_URI=\(path)\n"))
    }

    @Test("tells the responder seven things and the request's headers, nothing else")
    func parameters() throws {
        let answer = try JitsiSite().get(
            "/_login/to/Room",
            headers: ["Content-Type: application/x-www-form-urlencoded", "Cookie: a=b; c=d"],
            body: "username=ann")
        let lines = answer.body.split(separator: "\n").filter { $0.contains("=") && !$0.hasPrefix("HTTP_") }
        #expect(
            lines.map(String.init) == [
                "CONTENT_LENGTH=12", "CONTENT_TYPE=application/x-www-form-urlencoded", "HTTPS=on",
                "REMOTE_ADDR=127.0.0.1", "REQUEST_METHOD=POST", "REQUEST_URI=/_login/to/Room",
                "SERVER_ADDR=127.0.0.1", "BODY=12:username=ann", "<!--#echo var=\"host\" -->",
            ])
        #expect(answer.body.contains("\nHTTP_COOKIE=a=b; c=d\n"))
        #expect(answer.body.contains("\nHTTP_HOST=\(JitsiSite.host):"))
    }

    @Test(
        "lets no header pose as what nginx itself says",
        arguments: [
            "Remote-Addr: 6.6.6.6", "Remote_Addr: 6.6.6.6", "Server-Addr: 6.6.6.6", "HTTPS: off",
            "Request-Uri: /evil",
            "Http-Remote-Addr: 6.6.6.6", "Proxy: http://6.6.6.6/", "Https: 6.6.6.6",
            "X-Forwarded-For: 6.6.6.6", "Request-Method: 6.6.6.6",
        ])
    func poses(header: String) throws {
        let body = try JitsiSite().get("/_login/to/Room", headers: [header]).body
        #expect(
            body.contains("\nREMOTE_ADDR=127.0.0.1\n") && body.contains("\nREQUEST_URI=/_login/to/Room\n"))
        #expect(body.contains("HTTPS=on\n") && body.contains("\nREQUEST_METHOD=GET\n"))
        #expect(!body.contains("HTTP_PROXY"))
        let strange = body.split(separator: "\n").filter { $0.contains("6.6.6.6") && !$0.hasPrefix("HTTP_") }
        #expect(strange == [])
    }

    @Test("executes no server-side includes in our pages, and compresses none")
    func untouched() throws {
        let answer = try JitsiSite().get("/_login/to/Room", headers: ["Accept-Encoding: gzip"])
        #expect(answer.body.contains("<!--#echo var=\"host\" -->"))
        #expect(answer["content-encoding"] == nil)
        #expect(answer["content-type"] == "text/html")
    }

    @Test(
        "leaves the responder's errors to the responder",
        arguments: [400, 403, 404, 405, 413, 429, 500, 502, 503, 504])
    func errors(status: Int) throws {
        let answer = try JitsiSite().get("/_login/to/Room?status=\(status)")
        #expect(answer.status == status)
        #expect(answer.body.contains("REQUEST_METHOD=GET"))
    }

    @Test("takes a redirect with a long token and cookies")
    func longHeader() throws {
        let answer = try JitsiSite().get("/_login/to/large-header")
        #expect(answer.status == 200 && answer["x-large"]?.count == 12000)
    }

    @Test(
        "keeps the largest body in memory, and refuses a larger one with a page",
        arguments: [65536, 65537, 1_000_000])
    func bodies(size: Int) throws {
        let site = try JitsiSite()
        let answer = try site.get("/_login/to/Room", body: String(repeating: "p", count: size))
        if size <= 65536 {
            #expect(answer.body.contains("\nBODY=\(size):ppp"))
            #expect(!site.nginx.errorLog.contains("temporary file"))
        } else {
            #expect(answer.status == 413)
            #expect(answer.body.contains("too large") && answer.body.contains("zu groß"))
            #expect(answer["cache-control"] == "no-store")
            #expect(answer["content-type"] == "text/html; charset=utf-8")
            #expect(answer.mayDoNothing)
        }
    }

    @Test("says so when the responder is down, and Jitsi goes on without it", arguments: SiteFile.allCases)
    func down(file: SiteFile) throws {
        let site = try JitsiSite(file, responder: false)
        for path in ["/_login", "/_login/to/Room", "/_login/hook.js"] {
            let answer = try site.get(path)
            #expect(answer.status == 503)
            #expect(answer["retry-after"] == "10" && answer["cache-control"] == "no-store")
            #expect(answer.body.contains("does not answer") && answer.body.contains("antwortet nicht"))
            #expect(answer.mayDoNothing)
        }
        #expect(try site.get("/Room?jwt=x").body.contains("the meeting page"))
        #expect(try site.get("/Room")["location"] == "/_login/to/Room")
    }

    @Test("loses no form when the responder restarts")
    func restart() throws {
        let site = try JitsiSite()
        for round in 1...3 {
            // A kept connection that ends in the very moment of the form.
            _ = try site.get("/_login/to/Room")
            let answer = try site.get("/_login/to/end-once?\(round)", body: "username=ann")
            #expect(answer.status == 200 && answer.body.contains("\nBODY=12:username=ann\n"))
            // And one that had ended before.
            try site.restartResponder()
        }
        #expect(try site.get("/_login/to/Room", body: "username=ann").status == 200)
    }

    @Test("passes health and metrics on to nobody, with any spelling", arguments: ["health", "metrics"])
    func healthStaysPrivate(name: String) throws {
        let site = try JitsiSite()
        for path in ["/\(name)", "/tenant/\(name)", "/_login/../\(name)", "//\(name)"] {
            let answer = try site.get(path)
            #expect(!answer.body.contains("REQUEST_METHOD"), "\(path)")
        }
    }

    @Test("keeps the file for the head to itself")
    func internalFile() throws {
        #expect(try JitsiSite().get("/_login/plugin.head.html").status == 404)
    }
}

extension HTTPAnswer {
    /// Whether a page of nginx's own is kept from frames, scripts and forms, as the responder's pages are.
    var mayDoNothing: Bool {
        self["x-content-type-options"] == "nosniff"
            && self["content-security-policy"]
                == "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    }
}
