/// A file that pages need, served out of the binary.
public struct Asset: Sendable, Equatable {
    /// How long browsers may keep it.
    enum Caching {
        /// For a year without asking: the path changes with the content.
        case immutable
        /// For five minutes, then it is asked for again by its ETag: the path is fixed.
        case revalidated
    }

    /// The absolute path, below `/_login/`.
    public let path: String
    /// The media type, with the character set where it is text.
    public let contentType: String
    /// The content.
    public let bytes: [UInt8]
    /// The header fields that go with it, content type included.
    public let headers: [(String, String)]
    private let entityTag: String

    /// - Parameters:
    ///   - name: the file's name without its ending, as it stands in the path.
    ///   - ending: the file's ending, without the dot.
    ///   - caching: with ``Caching/immutable`` the path carries a hash of the content.
    ///   - sandboxed: true for content that is not ours. Opened by itself, an SVG image is a document that can
    ///     hold scripts; the policy takes them, and the origin, away.
    init(
        name: String, ending: String, contentType: String, bytes: [UInt8], caching: Caching,
        sandboxed: Bool = false
    ) {
        let hash = ContentHash.hexadecimal(of: bytes)
        path = caching == .immutable ? "/_login/\(name)-\(hash).\(ending)" : "/_login/\(name).\(ending)"
        entityTag = "\"\(hash)\""
        self.contentType = contentType
        self.bytes = bytes
        let policy =
            sandboxed ? "default-src 'none'; style-src 'unsafe-inline'; sandbox" : "default-src 'none'"
        headers = [
            ("Content-Type", contentType),
            ("Cache-Control", caching == .immutable ? "public, max-age=31536000, immutable" : "max-age=300"),
            ("ETag", entityTag),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Content-Security-Policy", policy),
        ]
    }

    /// The answer to a GET: the content, or 304 where the browser has it already (RFC 9110, 13.1.2).
    ///
    /// - Parameter ifNoneMatch: the request's If-None-Match field.
    public func response(ifNoneMatch: String? = nil) -> RenderedPage {
        if let ifNoneMatch, ifNoneMatch == "*" || ifNoneMatch.contains(entityTag) {
            let kept = headers.filter { $0.0 == "Cache-Control" || $0.0 == "ETag" }
            return RenderedPage(status: 304, headers: kept, body: [])
        }
        return RenderedPage(status: 200, headers: headers, body: bytes)
    }

    /// Assets are the same where path and content are.
    public static func == (left: Asset, right: Asset) -> Bool {
        left.path == right.path && left.bytes == right.bytes
    }
}
