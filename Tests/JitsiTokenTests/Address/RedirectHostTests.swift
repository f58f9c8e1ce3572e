import Foundation
import JitsiToken
import TestSupport
import Testing

/// A token goes to the configured host, whatever the visitor's address says.
@Suite struct RedirectHostTests {
    /// Refused, or an address whose host, by a parser that is not ours, is the configured one, and that is fit for a
    /// header.
    private func check(_ make: () throws -> MeetingAddress, _ input: String) throws -> Bool {
        guard let address = try? make() else { return false }
        let token = try Example.signer().token(for: Example.claims())
        let text = address.address(at: try MeetURL(parsing: "https://meet.example.org"), carrying: token)
        let parts = try #require(URLComponents(string: text), "\(input)")
        #expect(parts.scheme == "https" && parts.host == "meet.example.org", "\(input)")
        #expect(parts.port == nil && parts.user == nil && parts.fragment == nil, "\(input)")
        #expect(
            text.hasPrefix("https://meet.example.org/") && !text.contains("//meet.example.org//"), "\(input)")
        #expect(text.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "\(input)")
        #expect(!text.contains("\\") && !text.contains("/../") && !text.contains("/./"), "\(input)")
        let tokens = (parts.queryItems ?? []).filter { $0.name.lowercased() == "jwt" }
        #expect(tokens.map(\.value) == [token.compact], "\(input)")
        try checkFragment(address, token, input)
        #expect(try Set([address]) == Set([MeetingAddress(target: address.target)]), "\(input)")
        #expect(address.room.safe != "*" && address.tenant?.claim != "*", "\(input)")
        return true
    }

    /// The same with the token in the fragment, and a path that is fit for a cookie.
    private func checkFragment(_ address: MeetingAddress, _ token: Token, _ input: String) throws {
        let meet = try MeetURL(parsing: "https://meet.example.org")
        let text = address.address(at: meet, carrying: token, by: .fragment)
        let parts = try #require(URLComponents(string: text), "\(input)")
        #expect(parts.scheme == "https" && parts.host == "meet.example.org", "\(input)")
        #expect(parts.port == nil && parts.user == nil, "\(input)")
        #expect(parts.percentEncodedFragment == "jwt=%22\(token.compact)%22", "\(input)")
        #expect(!(parts.queryItems ?? []).contains { $0.name.lowercased() == "jwt" }, "\(input)")
        let path = address.markedPath(at: meet)
        #expect(parts.percentEncodedPath == path, "\(input)")
        #expect(path.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3B }, "\(input)")
        #expect(text.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "\(input)")
        #expect(try MeetingAddress(target: path).room == address.room, "\(input)")
    }

    @Test(
        "Hostile addresses are refused or stay on the configured host",
        arguments: [
            "//evil.example", "/\\evil.example", "\\\\evil.example", "/%09/evil.example", "/\t/evil.example",
            "%2f%2fevil.example", "/%2f%2fevil.example", "/%252f%252fevil.example", "https:evil.example",
            "/https:evil.example", "https://evil.example/Room", "/https://evil.example", "@evil.example",
            "/@evil.example", "/x@evil.example/Room", "javascript:alert(1)", "/javascript:alert(1)",
            "/data:text/html,x",
            "/..", "/../..", "/%2e%2e/x", "/..%2fx", "/.%2e", "/x/..", "/x?jwt=evil", "/x?%6Awt=evil", "/#",
            "/x#@evil.example",
            "/%23x", "/*", "/%2A", "/\"><script>alert(1)</script>", "/%22%3E%3Cscript%3E",
            "/x%0d%0aSet-Cookie:%20a=b",
            "/x\r\nSet-Cookie: a=b", "/x?a=b\r\nLocation: //evil", "/%250d%250ax", "/", "", " ", "?", "/ ",
            "/?",
            "/\u{2028}", "/\u{FF0F}\u{FF0F}evil", "/\u{2044}\u{2044}evil", "/%EF%BC%8F%EF%BC%8Fevil", "/%e9",
            "/%", "/%zz",
            "/.evil.example", "/x;@evil.example", "/x?@evil.example", "/x?//evil.example", "/[::1]", "/x:443",
            "/" + String(repeating: "a", count: 2000), "/" + String(repeating: "%2e", count: 50),
            "/%E2%84%80", "/%e2%80%ae",
        ])
    func rows(_ input: String) throws {
        _ = try check({ try MeetingAddress(target: input) }, input)
        _ = try check({ try MeetingAddress(room: input) }, input)
        _ = try check({ try MeetingAddress(room: "Room", tenant: input) }, input)
    }

    @Test("Twenty thousand random addresses are refused or stay on the configured host")
    func random() throws {
        var generator = SeededNumbers(seed: 20_260_801)
        let pieces = [
            "/", "//", "\\", "%2f", "%5C", "%252f", "@", ":", "?", "&", "#", "..", ".", "%2e", "*", "%2A",
            "evil.example",
            "https:", "javascript:", "jwt=", "%6awt=x", "Room", "tenant", "a", "B", "%C3%A9", "%e9", "%",
            "%0a", "\r\n",
            "\t", " ", "+", ";", "=", "'", "\"", "<", ">", "_", "-", "~", "\u{e9}", "\u{FF0A}", "\u{FF0F}",
            "%00", "[", "]",
        ]
        var accepted = 0
        for _ in 0..<20_000 {
            let input =
                "/"
                + (0..<Int.random(in: 1...7, using: &generator)).map { _ in
                    pieces[Int.random(in: pieces.indices, using: &generator)]
                }.joined()
            if try check({ try MeetingAddress(target: input) }, input) { accepted += 1 }
        }
        // The test looks at something: not all were refused.
        #expect(accepted > 1_000)
    }
}
