import Foundation
import TestSupport
import Testing

/// Who is led to the login, and with which address.
@Suite("The bounce")
struct BounceTests {
    @Test(
        "leads a room without a token to the login, with the address as it was asked for, byte by byte",
        arguments: [
            "/Standup", "/UPPER", "/A+B", "/Réunion", "/R%C3%A9union", "/R%c3%a9union", "/My%20Room",
            "/My.Room", "/Room?lang=de", "/tenant/Room", "/tenant/Room?lang=de",
            "/tenant/R%C3%A9union?a=%2B+b", "/a/b/Room", "/_room", "/_loginfoo", "/staticroom", "/v1",
            "/_apiary", "/libsroom",
            "/Room?jwt=", "/Room?jwt", "/Room?jwt=&lang=de", "/Room?lang=de&jwt=", "/Room?JWT=x",
            "/Room?notjwt=x", "/Room?a=b?jwt=x", "/Room?a=jwt=x",
            "//evil", "//evil.example", "/x/..%2fRoom", "/%5cevil", "/%09evil", "/@evil", "/$host",
            "/%0d%0aSet-Cookie%3d", "/Room%0d%0a%20X-Evil", "/Room?%0d%0aX-Evil:1", "/Room?x=$request",
            "/Room?%22%3E%3Cscript%3E", "/%3Cscript%3E", "/*", "/%25%32%66evil",
        ], SiteFile.allCases)
    func bounces(path: String, file: SiteFile) throws {
        let site = try JitsiSite(file, responder: false)
        let answer = try site.get(path)
        #expect(answer.status == 302)
        #expect(answer.values("location") == ["/_login/to" + path])
        #expect(answer.values("cache-control") == ["no-store"])
        #expect(answer.values("set-cookie") == [] && answer.values("x-evil") == [])
    }

    @Test(
        "also meets HEAD, and frames, which get a page that may be framed",
        arguments: ["document", "iframe", "frame", "empty"])
    func destinations(destination: String) throws {
        let site = try JitsiSite(responder: false)
        let headers = ["Sec-Fetch-Dest: \(destination)", "User-Agent: Mozilla/5.0 Electronic"]
        #expect(try site.get("/Room", headers: headers)["location"] == "/_login/to/Room")
        #expect(try site.get("/Room", method: "HEAD", headers: headers)["location"] == "/_login/to/Room")
    }

    @Test(
        "never leads to another host, however the request line is written",
        arguments: [
            ("http://meet.example.org/Room", "/_login/to/Room"),
            ("https://meet.example.org//evil.example/x", "/_login/to//evil.example/x"),
            ("/\\evil.example", "/_login/to/\\evil.example"),
        ])
    func requestLine(row: (target: String, location: String)) throws {
        let site = try JitsiSite(responder: false)
        let curl = Curl(trusting: site.authorityFile, arguments: ["--http1.1"])
        let answer = try curl.request(site.address("/"), target: row.target)
        #expect(answer.status == 302)
        #expect(answer.values("location") == [row.location])
    }

    @Test("refuses what nginx refuses", arguments: ["/Room%00x", "/%2e%2e/x", "/Ro%zzom"])
    func malformed(path: String) throws {
        #expect(try JitsiSite(responder: false).get(path).status == 400)
    }

    @Test("lets a very long address through whole")
    func long() throws {
        let site = try JitsiSite(responder: false)
        let path = "/" + String(repeating: "r", count: 2000) + "?a=" + String(repeating: "b", count: 4000)
        #expect(try site.get(path)["location"] == "/_login/to" + path)
    }

    @Test("is absent without its file: the administrator tries the login by hand first")
    func loginOnly() throws {
        let site = try JitsiSite(dropIns: ["10-login.conf"])
        let room = try site.get("/Room")
        #expect(room.status == 200 && room.body.contains("the meeting page"))
        let login = try site.get("/_login?room=Test")
        #expect(login.body.contains("REQUEST_URI=/_login?room=Test\n"))
    }
}
