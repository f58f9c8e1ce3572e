import Foundation
import TestSupport
import Testing

/// Who is led to the login, and with which address.
@Suite("The bounce")
struct BounceTests {
    @Test(
        "leads a room without a token to the login, with the address as it was asked for, byte by byte",
        arguments: [
            "/Standup", "/UPPER", "/A+B", "/R%C3%A9union", "/R%c3%a9union", "/My%20Room", "/My.Room",
            "/Room?lang=de", "/tenant/Room", "/tenant/Room?lang=de", "/tenant/R%C3%A9union?a=%2B+b",
            "/a/b/Room", "/Room?jwt=", "/Room?jwt", "/Room?jwt=&lang=de", "/Room?lang=de&jwt=", "/Room?JWT=x",
            "/Room?notjwt=x", "/Room?a=b?jwt=x", "//evil", "//evil.example", "/%2e%2e/x", "/x/..%2fRoom", "/%5cevil",
            "/%09evil", "/%0d%0aSet-Cookie:%20a=b", "/Room%0d%0aX-Evil:1", "/Room?%0d%0aX-Evil:1",
            "/@evil", "/Room?%22%3E%3Cscript%3E", "/_room", "/_login.x", "/_loginfoo", "/staticroom",
            "/tenant/libs", "/v1", "/$host", "/Room?x=$request",
        ], SiteFile.allCases)
    func bounces(path: String, file: SiteFile) throws {
        // A path whose decoded form is reserved, or no room, is not here: see ExemptionTests.
        guard !path.hasSuffix("/libs") else { return }
        let site = try JitsiSite(file, responder: false)
        let answer = try site.get(path)
        #expect(answer.status == 302)
        #expect(answer.values("location") == ["/_login/to" + path])
        #expect(answer.values("cache-control") == ["no-store"])
        #expect(answer.values("set-cookie") == [] && answer.values("x-evil") == [])
    }
}
