import TestSupport
import Testing

/// What of the meeting's address the hook script takes along: all but the token and the fragment.
@Suite("The hook script's way out", .serialized)
struct HookAddressTests {
    @Test(
        "has path and query as they are, no token, and no other host",
        arguments: [
            ("/tenant/R\u{e9}union+B?jwt=eyJ&lang=de#config.a=1", "/tenant/R%C3%A9union+B?lang=de"),
            ("/Room?lang=de&x=%2B+y&z=%c3%a9&e=", "/Room?lang=de&x=%2B+y&z=%c3%a9&e="),
            ("/Room?jwt=eyJ", "/Room"),
            ("/Room?#jwt=%22eyJ%22", "/Room"),
            ("/Room?a=1&jwt=eyJ&JWT=eyJ&%6Awt=eyJ&+jwt=eyJ&jwt&b=2", "/Room?a=1&b=2"),
            ("/Room?a=%zz&%ff=%fe&jwtx=1&xjwt=2&a=jwt", "/Room?a=%zz&%ff=%fe&jwtx=1&xjwt=2&a=jwt"),
            ("/Room?\(String(repeating: "a", count: 1024))", "/Room?\(String(repeating: "a", count: 1024))"),
            ("/Room?\(String(repeating: "a", count: 1025))", "/Room"),
            ("//evil.example/Room?x=//evil.example", "//evil.example/Room?x=//evil.example"),
            ("/%2F%2Fevil.example%5CRoom", "/%2F%2Fevil.example%5CRoom"),
            ("/@evil.example", "/@evil.example"),
        ])
    func address(row: (from: String, to: String)) throws {
        try HookRow(
            testDescription: row.from, does: "kick(room)", arrives: "/_login/kicked/to" + row.to,
            path: row.from
        ).check(HookPage.page(doing: "kick(room)"))
    }

    @Test("has the room also once the client has taken token and fragment out of the address")
    func stripped() throws {
        let script = "history.replaceState({}, '', location.pathname); kick(room)"
        try HookRow(
            testDescription: "stripped", does: script, arrives: "/_login/kicked/to/tenant/Room",
            path: "/tenant/Room?jwt=eyJ#config.a=1"
        ).check(HookPage.page(doing: script))
    }
}
