import Foundation
import TestSupport
import Testing

/// The cookie that stands in for a token in the fragment (`meet.delivery: fragment`), which never comes to nginx.
@Suite("The bounce and the cookie of a way in")
struct EntryTests {
    private static let name = "__Secure-jitsi-ldap-login-entered"

    private static let rows: [(cookies: [String], passes: Bool)] = [
        (["\(name)=1"], true), (["a=b; \(name)=1"], true), (["a=b;\(name)=1"], true),
        (["\(name)=1; a=b"], true), (["\(name)=1;"], true), (["a=b", "\(name)=1", "c=d"], true),
        ([], false), (["a=b"], false), (["\(name)="], false), (["\(name)"], false), (["\(name)=0"], false),
        (["\(name)=11"], false), (["\(name)=1x; a=b"], false), (["\(name)=\"1\""], false),
        (["x\(name)=1"], false), (["a=b; x\(name)=1"], false), (["a=\(name)=1"], false),
        (["\(name)2=1"], false), (["\(name.lowercased())=1"], false), (["\(name.dropFirst(9))=1"], false),
        // A token in the query is one of the address, not of a cookie.
        (["a=b?jwt=x"], false), (["a=b&jwt=x"], false), (["?a&jwt=x"], false),
        (["__Secure-jitsi-ldap-login-cookies=1"], false), (["__Host-jitsi-ldap-login=1"], false),
    ]

    @Test(
        "lets pass whoever has it, and nobody who has another", arguments: rows, SiteFile.allCases)
    func cookie(row: (cookies: [String], passes: Bool), file: SiteFile) throws {
        let site = try JitsiSite(file, responder: false)
        for path in ["/Room", "/tenant/Room?lang=de", "/R%C3%A9union"] {
            let answer = try site.get(path, headers: row.cookies.map { "Cookie: " + $0 })
            #expect(answer.status == (row.passes ? 200 : 302), "\(path)")
            #expect(answer["location"] == (row.passes ? nil : "/_login/to" + path), "\(path)")
            // nginx neither sets nor takes cookies: which address has which is the browser's.
            #expect(answer["set-cookie"] == nil)
            if row.passes { #expect(answer.body.contains("the meeting page"), "\(path)") }
        }
    }

    @Test(
        "is a word of the bounce alone: nobody gets to another host's login, and the login itself needs no cookie"
    )
    func elsewhere() throws {
        let site = try JitsiSite()
        let cookie = "Cookie: \(Self.name)=1"
        #expect(try site.getFromForeignHost("/_login/to/Room", headers: [cookie]).status == 404)
        #expect(
            try site.get("/_login/to/Room", headers: [cookie]).body.contains("HTTP_COOKIE=\(Self.name)=1\n"))
    }
}
