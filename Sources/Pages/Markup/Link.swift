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
    ///   what ``init(external:)`` refuses; but it may have 24,000 bytes, as a login's address with a state has.
    public init?(local text: String) {
        guard Self.isPlain(text, limit: 24_000), text.hasPrefix("/"), !text.hasPrefix("//") else {
            return nil
        }
        address = text
    }

    /// What opens one of Jitsi's apps in a room of `meet`.
    ///
    /// - Parameter text: `org.jitsi.meet://host/…`, `jitsi-meet://host/…`, or `intent://host/…` that ends in the
    ///   intent of Jitsi's own package. Nil for every other scheme, host and intent: each would hand the token in the
    ///   address to somebody else.
    init?(app text: String, at meet: Origin) {
        let place = "://" + meet.authority + "/"
        let intents = text.ranges(of: "#Intent;").count
        guard Self.isVisible(text) else { return nil }
        if text.hasPrefix("intent" + place) {
            guard intents == 1, text.hasSuffix("#Intent;scheme=org.jitsi.meet;package=org.jitsi.meet;end")
            else {
                return nil
            }
        } else {
            guard intents == 0,
                text.hasPrefix("org.jitsi.meet" + place) || text.hasPrefix("jitsi-meet" + place)
            else { return nil }
        }
        address = text
    }

    /// A room of `meet`, with the token and all that goes with it.
    ///
    /// - Parameter text: an address of that origin. Nil for every other one.
    init?(meeting text: String, at meet: Origin) {
        guard Self.isVisible(text), text.hasPrefix(meet.description + "/") else { return nil }
        address = text
    }

    /// Visible ASCII without what no address contains (RFC 3986, appendix A), of a length for token and overrides.
    private static func isVisible(_ text: String) -> Bool {
        guard text.utf8.count <= 40_000 else { return false }
        let lent = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe $0.allSatisfy(isVisible) }
        return lent ?? text.utf8.allSatisfy(isVisible)
    }

    private static func isVisible(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "`"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"):
            false
        default: (0x21...0x7E).contains(byte)
        }
    }

    private init(literal: StaticString) { address = "\(literal)" }

    /// Where a visitor can say which room they want.
    public static let askForRoom = Link(literal: "/_login")

    private static func isPlain(_ text: String, limit: Int = 2000) -> Bool {
        // Most addresses: the apostrophe is all that visible ASCII may have besides.
        guard text.utf8.count <= limit else { return false }
        if isVisible(text), !text.utf8.contains(UInt8(ascii: "'")) { return true }
        return isPlainByScalar(text)
    }

    /// Whether a text of any length is plain, for every text.
    static func isPlainByScalar(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
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
