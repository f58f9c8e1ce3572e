import Foundation
import TestSupport
import Testing

@Suite("The picture in the token")
struct AvatarTests {
    @Test("leads to the photo, changes with it, and is not there without one")
    func photo() throws {
        let photos = try PhotoSite(["a": Pictures.jpeg, "b": []])
        let address = try #require(try photos.avatar("a"))
        #expect(address.hasPrefix(photos.site.origin + "/_login/avatar/"))
        #expect(try photos.avatar("a") == address)
        let path = String(address.dropFirst(photos.site.origin.count))
        #expect(try photos.site.get(path).bytes == Pictures.jpeg)
        #expect(try photos.avatar("b") == nil)

        // The time of a change is written in whole seconds.
        sleep(1)
        try photos.site.slapd.add(
            """
            dn: \(PhotoSite.dn("a"))
            changetype: modify
            replace: \(PhotoSite.attribute)
            \(PhotoSite.attribute):: \(Data(Pictures.png).base64EncodedString())

            """)
        let changed = try #require(try photos.avatar("a"))
        #expect(changed != address)
        #expect(
            try photos.site.get(String(changed.dropFirst(photos.site.origin.count))).bytes == Pictures.png)
        // Nobody reads a photo for a login.
        #expect(
            !photos.site.slapd.log.contains("SRCH attr=uid displayName mail memberOf \(PhotoSite.attribute)"))
    }

    @Test(
        "is the address that the entry holds, where it is one of https",
        arguments: [
            ("https://example.org/a.jpg", "https://example.org/a.jpg"), ("http://example.org/a.jpg", nil),
            ("javascript:alert(1)", nil),
        ] as [(String, String?)])
    func link(value: String, avatar: String?) throws {
        let photos = try PhotoSite(["a": []], avatar: "labeledURI", more: "labeledURI: \(value)")
        #expect(try photos.avatar("a") == avatar)
        #expect(try photos.site.get(try photos.path("a")).status == 404)
    }

    @Test("can be one that knows the mail address by its hash")
    func template() throws {
        let photos = try PhotoSite(
            ["a": []], avatar: "https://www.gravatar.com/avatar/{email-sha256}?d=404&u={id}")
        // SHA-256 of a@example.org
        let hash = try Command.output(["sha256sum"], input: "a@example.org").prefix(64)
        #expect(try photos.avatar("a") == "https://www.gravatar.com/avatar/\(hash)?d=404&u=a")
    }

    @Test("is left out, and the login goes on, where the directory has no key for it: none is configured")
    func none() throws {
        let site = try MeetSite()
        let user = try ReadToken(try site.login("/_login/to/Standup", as: "alice")).user
        #expect(user["avatar"] == nil)
        #expect(try site.get("/_login/avatar/x").status == 404)
    }

    @Test(
        "wants a good file of keys, and a source that can be one",
        arguments: [
            ("jpegPhoto", "", "session-key is empty"), ("jpegPhoto", nil, "session-key: No such file"),
            ("jpegPhoto", "c2hvcnQ=", "line 1 holds a key of 5 bytes"),
            ("jpegPhoto", "# mine\nCHANGE-ME", "line 2 is no base64 key"),
            ("jpeg photo", "x", "is not the name of an attribute"),
            ("http://example.org/{id}", "x", "neither an attribute nor an https:// address"),
            ("https://example.org/{mail}", "x", "is not filled in here"),
        ] as [(String, String?, String)])
    func problems(avatar: String, keys: String?, problem: String) throws {
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org",
            directory: BareSite.directorySection.replacingOccurrences(
                of: "  users:\n", with: "  users:\n    attributes: {id: uid, avatar: \"\(avatar)\"}\n"))
        try FileManager.default.removeItem(atPath: folder.file("session-key"))
        if let keys { try folder.write(keys, to: "session-key", mode: 0o600) }
        let check = try Command.run(
            [Product.path("jitsi-ldap-login"), "check", "--config", file],
            environment: ["CREDENTIALS_DIRECTORY": ""])
        #expect(check.status == 78)
        #expect((check.output + check.errors).contains(problem), "\(check.output)\(check.errors)")
        #expect(!(check.output + check.errors).contains("c2hvcnQ"))
    }

    @Test("is shown by a browser: on the site's own page, and on one of another origin")
    func browser() throws {
        let photos = try PhotoSite([
            "a": Pictures.jpeg, "b": Pictures.png, "c": Pictures.gif, "d": Pictures.webp, "e": [],
        ])
        let browser = try Chromium(
            hosts: [MeetSite.host: "127.0.0.1", "other.example.net": "127.0.0.1"],
            trusting: [photos.site.certificateFile], languages: "en")
        for page in ["https://\(MeetSite.host)", "https://other.example.net"] {
            try browser.open("\(page):\(photos.site.port)/Room?jwt=x")
            #expect(try browser.source.contains("the meeting page"))
            for (uid, width) in [("a", 1), ("b", 1), ("c", 1), ("d", 1), ("e", 0)] {
                try browser.run(
                    """
                    window.seen = null
                    const image = new Image()
                    image.onload = () => { window.seen = image.naturalWidth }
                    image.onerror = () => { window.seen = 0 }
                    image.src = arguments[0]
                    """, [photos.site.origin + (try photos.path(uid))])
                #expect(
                    eventually { (try? browser.run("return window.seen") as? Int) == width },
                    "\(uid) on \(page)")
            }
        }
    }
}
