import Testing

@testable import jitsi_ldap_login

@Suite("The key of the picture")
struct AvatarSourceTests {
    @Test(
        "names an attribute that holds a picture, or one that holds an address",
        arguments: [
            ("jpegPhoto", AvatarSource.photo(attribute: "jpegPhoto")),
            ("JPEGPHOTO", .photo(attribute: "JPEGPHOTO")),
            ("jpegPhoto;x-small", .photo(attribute: "jpegPhoto;x-small")),
            ("thumbnailPhoto", .photo(attribute: "thumbnailPhoto")), ("photo", .photo(attribute: "photo")),
            ("labeledURI", .link(attribute: "labeledURI")), ("1.2.3.4", .link(attribute: "1.2.3.4")),
        ])
    func attributes(text: String, source: AvatarSource) throws {
        #expect(try AvatarSource(parsing: text) == source)
    }

    @Test(
        "is refused where it is neither, with what to write",
        arguments: [
            ("", .notAnAttribute), ("jpeg photo", .notAnAttribute), ("a)(b=*", .notAnAttribute),
            ("photo*", .notAnAttribute), ("photo;", .notAnAttribute),
            (String(repeating: "a", count: 129), .notAnAttribute),
            ("http://example.org/{id}", .notHTTPS), ("ftp://example.org/{id}", .notHTTPS),
            ("x://{id}", .notHTTPS), ("https:///{id}", .notHTTPS),
            ("https://user@example.org/{id}", .notHTTPS), ("https://example.org/{id} x", .notHTTPS),
            ("https://example.org/\"{id}", .notHTTPS), ("https://exämple.org/{id}", .notHTTPS),
            ("https://example.org/{id}\n", .notHTTPS), ("https://example.org/}{id}", .notHTTPS),
            ("https://example.org/{mail}", .unknownPlaceholder("mail")),
            ("https://example.org/{id", .unknownPlaceholder("id")),
            ("https://example.org/{{id}}", .unknownPlaceholder("{id")),
            ("https://{id}.example.org/", .placeholderInHost),
            ("https://example.org{id}/", .placeholderInHost),
            ("https://example.org/logo.png", .noPlaceholder),
        ] as [(String, AvatarProblem)])
    func refused(text: String, problem: AvatarProblem) {
        #expect(throws: problem) { try AvatarSource(parsing: text) }
        #expect(problem.description.contains(":"))
    }

    /// The example of Gravatar's documentation for developers: the address with blanks and capitals is the same.
    @Test(
        "makes an address of the mail address's hash and the id",
        arguments: [
            (
                "https://gravatar.com/avatar/{email-sha256}?d=404", " MyEmailAddress@example.com ",
                "https://gravatar.com/avatar/84059b07d4be67b806386c0aad8070a23f18836bbaae342275dc0a83414c32ee?d=404"
            ),
            (
                "https://www.gravatar.com/avatar/{email-md5}", "MyEmailAddress@example.com",
                "https://www.gravatar.com/avatar/0bc83cb571cd1c50ba6f3e8a78ef1346"
            ),
            (
                "https://example.org/p/{id}.jpg?x={id}#y", nil,
                "https://example.org/p/a%2F..%2F%3F%C3%A9%20b.jpg?x=a%2F..%2F%3F%C3%A9%20b#y"
            ),
            ("HTTPS://example.org:8443/{id}", nil, "HTTPS://example.org:8443/a%2F..%2F%3F%C3%A9%20b"),
            ("https://gravatar.com/avatar/{email-sha256}", nil, nil),
            ("https://gravatar.com/avatar/{email-sha256}", "  ", nil),
            ("https://gravatar.com/avatar/{email-md5}", "a@b.org c@d.org", nil),
        ] as [(String, String?, String?)])
    func templates(text: String, email: String?, address: String?) throws {
        let addresses = AvatarAddresses(
            origin: "https://meet.example.org", source: try AvatarSource(parsing: text), keys: nil)
        #expect(addresses.address(for: AvatarFacts(dn: "uid=a", id: "a/../?é b", email: email)) == address)
    }

    @Test("makes no address of an id that would lead up a level", arguments: [".", ".."])
    func dots(id: String) throws {
        let template = try AvatarTemplate(parsing: "https://example.org/people/{id}/photo")
        #expect(template.address(id: id, email: nil) == nil)
        #expect(template.address(id: "a" + id, email: nil) == "https://example.org/people/a\(id)/photo")
    }

    @Test("makes no address that has become too long for a token")
    func longID() throws {
        let template = try AvatarTemplate(parsing: "https://example.org/{id}")
        #expect(template.address(id: String(repeating: "a", count: 1_000), email: nil) != nil)
        #expect(template.address(id: String(repeating: "a", count: 1_005), email: nil) == nil)
    }

    @Test(
        "takes the address that an entry holds as it is, where it is one of https",
        arguments: [
            ("https://example.org/a.jpg", true), ("https://example.org", true),
            ("HTTPS://[2001:db8::1]:8443/a?b=c&d#e", true), ("https://example.org/%C3%A9", true),
            ("http://example.org/a.jpg", false), ("https://example.org/a.jpg My photo", false),
            ("javascript:alert(1)", false), ("data:image/png;base64,AAAA", false), ("//example.org/a", false),
            ("https://a@example.org/", false), ("https://", false), ("https:///a", false), ("", false),
            ("https://example.org/é", false), ("https://example.org/\r\nX: y", false),
            ("https://example.org\\@evil.example/", false), ("https://exa{mple.org/", false),
            ("https://example.org/" + String(repeating: "a", count: 1_005), false),
        ])
    func links(text: String, isOne: Bool) {
        let addresses = AvatarAddresses(
            origin: "https://meet.example.org", source: .link(attribute: "labeledURI"), keys: nil)
        let facts = AvatarFacts(dn: "uid=a", id: "a", link: text)
        #expect(addresses.address(for: facts) == (isOne ? text : nil))
    }
}
