import Testing

@testable import Pages

@Suite struct AssetTests {
    static let svg = Array(
        "<?xml version=\"1.0\"?>\n<!-- a logo -->\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)

    @Test(
        "The hash is FNV-1a with 64 bits",
        arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
    func hash(_ text: String, _ digits: String) {
        #expect(ContentHash.hexadecimal(of: Array(text.utf8)) == digits)
    }

    @Test("Every asset's path carries the hash of its content, and browsers keep it")
    func paths() throws {
        let site = Site(meet: Samples.origin, logo: try Logo(Self.svg))
        let assets = PageRenderer(site: site).assets
        let expected = [
            ("style-*.css", "text/css; charset=utf-8"), ("mark-*.svg", "image/svg+xml"),
            ("handover-*.js", "text/javascript; charset=utf-8"),
            ("logout-*.js", "text/javascript; charset=utf-8"), ("logo-*.svg", "image/svg+xml"),
        ]
        // The hook script alone has a path that nginx's file can name.
        let hashed = assets.filter { $0.path != "/_login/hook.js" }
        #expect(assets.count == hashed.count + 1)
        #expect(hashed.map(\.contentType) == expected.map(\.1))
        for (asset, (ends, _)) in zip(hashed, expected) {
            let name = ends.replacing("*", with: ContentHash.hexadecimal(of: asset.bytes))
            #expect(asset.path == "/_login/" + name)
            let answer = asset.response()
            #expect(answer.status == 200 && answer.body == asset.bytes)
            #expect(answer.header("Cache-Control") == "public, max-age=31536000, immutable")
            #expect(answer.header("X-Content-Type-Options") == "nosniff")
            #expect(answer.header("Content-Type") == asset.contentType)
        }
    }

    @Test("A logo, which could hold scripts, is served in a sandbox")
    func sandbox() throws {
        let policy = Asset(try Logo(Self.svg)).response().header("Content-Security-Policy")
        #expect(policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    }

    @Test("An asset with a fixed path is asked for again, and 304 where it is the same")
    func revalidation() throws {
        let asset = Asset(
            name: "hook", ending: "js", contentType: "text/javascript; charset=utf-8", bytes: [1],
            caching: .revalidated)
        #expect(asset.path == "/_login/hook.js")
        #expect(asset.response().header("Cache-Control") == "max-age=300")
        let tag = try #require(asset.response().header("ETag"))
        #expect(asset.response(ifNoneMatch: "\"x\", W/\(tag)").status == 304)
        #expect(asset.response(ifNoneMatch: tag).body.isEmpty)
        #expect(asset.response(ifNoneMatch: "*").status == 304)
        #expect(asset.response(ifNoneMatch: "\"x\"").status == 200)
    }

    @Test(
        "A logo's type is what its first bytes say",
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], .png), ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
            (Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ".utf8), .webp), (svg, .svg),
            (Array("\u{FEFF}  <svg>".utf8), .svg),
            (Array("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\"><svg/>".utf8), .svg),
        ] as [([UInt8], Logo.Kind)])
    func logoKind(_ bytes: [UInt8], _ kind: Logo.Kind) throws { #expect(try Logo(bytes).kind == kind) }

    @Test(
        "What is no image, or too much of one, is refused",
        arguments: [
            ([], .empty), (Array("<html><svg/></html>".utf8), .unknownType),
            (Array("GIF89a".utf8), .unknownType), (Array("<!-- never closed".utf8), .unknownType),
            (Array("<svgx/>".utf8), .unknownType),
            ([UInt8](repeating: 0, count: 128 * 1024 + 1), .tooLarge(128 * 1024 + 1)),
            (Array("RIFF1234WAVE".utf8), .unknownType),
        ] as [([UInt8], Logo.Problem)])
    func noLogo(_ bytes: [UInt8], _ problem: Logo.Problem) {
        #expect(throws: problem) { try Logo(bytes) }
    }
}
