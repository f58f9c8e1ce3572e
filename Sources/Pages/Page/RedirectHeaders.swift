/// The header fields of the 303 that leads into the meeting. Its address carries the token, so nobody may keep it or
/// pass it on.
public struct RedirectHeaders: Sendable {
    /// In the order in which they are sent.
    public let fields: [(String, String)]

    /// The fields for a redirect to `location`.
    ///
    /// - Parameter location: an absolute address in visible ASCII; nil for everything else, line breaks above all,
    ///   which would end the header field.
    public init?(location: String) {
        guard !location.isEmpty, location.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        fields = [
            ("Location", location),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Robots-Tag", "noindex, nofollow"),
        ]
    }
}
