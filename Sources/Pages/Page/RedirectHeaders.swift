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
        guard !location.isEmpty, Self.isVisibleASCII(location) else { return nil }
        fields = [
            ("Location", location),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Robots-Tag", "noindex, nofollow"),
        ]
    }

    /// Without an end in the middle, so that the bytes are looked at many at a time.
    private static func isVisibleASCII(_ text: String) -> Bool {
        let bytes = text.utf8.span
        var others = false
        for index in bytes.indices where bytes[index] &- 0x21 > 0x7E - 0x21 { others = true }
        return !others
    }
}
