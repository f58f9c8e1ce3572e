/// The organisation's logo, as it was configured.
public struct Logo: Sendable {
    /// The image types that every current browser shows.
    public enum Kind: String, Sendable, CaseIterable {
        case svg, png, jpeg, webp

        var contentType: String { self == .svg ? "image/svg+xml" : "image/\(rawValue)" }
    }

    /// Why a file cannot be the logo.
    public enum Problem: Error, Equatable, CustomStringConvertible {
        /// The file has no bytes.
        case empty
        /// More than ``maximumSize`` bytes; with the number found.
        case tooLarge(Int)
        /// Neither SVG nor PNG, JPEG or WebP by its first bytes.
        case unknownType

        /// What is wrong and what to do.
        public var description: String {
            switch self {
            case .empty: "the logo's file is empty; give an SVG, PNG, JPEG or WebP image"
            case .tooLarge(let size):
                "the logo has \(size) bytes; at most \(Logo.maximumSize) are allowed: make it smaller"
            case .unknownType:
                "the logo is not an SVG, PNG, JPEG or WebP image by its first bytes; convert it to one"
            }
        }
    }

    /// The most that a logo may have, in bytes. Every visitor loads it once.
    ///
    /// No answer may be larger than what a Unix socket takes unread (some 180 KB): a web server that passes it on to a
    /// slow visitor stops reading, and would hold the thread that writes.
    public static let maximumSize = 128 * 1024

    /// Found by the first bytes; the file's name says nothing.
    public let kind: Kind
    /// The file as it is.
    public let bytes: [UInt8]

    /// Takes a file's content.
    ///
    /// - Throws: ``Problem`` where it cannot be a logo.
    public init(_ bytes: [UInt8]) throws(Problem) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= Self.maximumSize else { throw .tooLarge(bytes.count) }
        guard let kind = Self.kind(of: bytes) else { throw .unknownType }
        self.kind = kind
        self.bytes = bytes
    }

    private static func kind(of bytes: [UInt8]) -> Kind? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            return .webp
        }
        // SVG has no signature: text whose first element, after declaration, comments and document type, is <svg.
        var head = Substring(String(decoding: bytes.prefix(4096), as: UTF8.self))
        if head.hasPrefix("\u{FEFF}") { head.removeFirst() }
        while true {
            head = head.drop(while: \.isWhitespace)
            let closing: String
            if head.hasPrefix("<?") {
                closing = "?>"
            } else if head.hasPrefix("<!--") {
                closing = "-->"
            } else if head.hasPrefix("<!DOCTYPE svg") {
                closing = ">"
            } else {
                let name = head.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
                return name == "<svg" || name == "<svg:svg" ? .svg : nil
            }
            guard let end = head.firstRange(of: closing) else { return nil }
            head = head[end.upperBound...]
        }
    }
}
