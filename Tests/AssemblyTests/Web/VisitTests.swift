import Testing

@testable import jitsi_ldap_login

@Suite("What is read of a request")
struct VisitTests {
    @Test(
        "takes the address as a browser writes it: what is beyond ASCII percent-encoded",
        arguments: [
            (Array("/_login/to/Room?lang=de".utf8), "/_login/to/Room?lang=de"),
            (Array("/Réunion".utf8), "/R%C3%A9union"), ([0x2F, 0x52, 0xE9], "/R%E9"), ([], ""),
            // A combining mark must not hide the character that it follows.
            (Array("/a/\u{301}b?\u{301}x=1".utf8), "/a/%CC%81b?%CC%81x=1"),
        ] as [([UInt8], String)])
    func address(bytes: [UInt8], expected: String) {
        #expect(Visit.address(bytes) == expected)
    }
}
