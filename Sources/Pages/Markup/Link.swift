/// An address that a page may lead to: `https:`, `http:` or `mailto:`, or a path of this site.
public struct Link: Sendable, Hashable {
    /// The address as it goes into the page.
    public let address: String

    /// An address elsewhere.
    ///
    /// - Parameter text: an absolute `https:` or `http:` address with a host, or a `mailto:` address. Nil for every
    ///   other scheme (`javascript:`, `data:`), for white space, control characters, quotes, angle brackets and
    ///   backslashes, which no address contains (RFC 3986, appendix A), and beyond 2,000 bytes.
    public init?(external text: String) {
        guard Self.isPlain(text), let colon = text.firstIndex(of: ":") else { return nil }
        let rest = text[text.index(after: colon)...]
        switch text[..<colon].lowercased() {
        case "https", "http":
            guard rest.hasPrefix("//"), let first = rest.dropFirst(2).first, !"/?#:@".contains(first) else {
                return nil
            }
        case "mailto":
            guard rest.contains("@") else { return nil }
        default: return nil
        }
        address = text
    }

    /// A place on this site.
    ///
    /// - Parameter text: a path from the root, with a query where needed. Nil where it is relative or begins with two
    ///   slashes or with a slash and a backslash, which browsers take for another host (WHATWG URL, 4.4), and for
    ///   what ``init(external:)`` refuses.
    public init?(local text: String) {
        guard Self.isPlain(text), text.hasPrefix("/"), !text.hasPrefix("//") else { return nil }
        address = text
    }

    private init(literal: StaticString) { address = "\(literal)" }

    /// Where a visitor can say which room they want.
    public static let askForRoom = Link(literal: "/_login")

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= 2000
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "\"", "'", "<", ">", "\\", "`", "{", "}", "|", "^": false
                default:
                    !scalar.properties.isWhitespace
                        && ![.control, .format, .privateUse, .unassigned].contains(
                            scalar.properties.generalCategory)
                }
            }
    }
}
