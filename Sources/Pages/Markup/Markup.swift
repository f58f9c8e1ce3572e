/// HTML that can only be made of literals of ours and of values that are escaped on their way in.
///
/// The literal parts are `StaticString`, so nothing computed can pass for markup. What is interpolated says by its
/// type what it is: a `String` is text and is escaped, an ``Attribute`` writes its own quotes and holds an address
/// only as a ``Link``, and other `Markup` has been through the same gate before.
///
///     let page: Markup = "<p class=\"lead\">\(texts.joining) <a \(.href(link))>\(name)</a></p>"
///
/// The syntax is XHTML-compatible (every element closed, every attribute quoted), so that a strict parser can judge it.
struct Markup: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// UTF-8.
    private(set) var bytes: [UInt8]

    /// Nothing at all.
    static let none = Markup(bytes: [])

    /// Markup that is exactly the literal.
    init(stringLiteral literal: StaticString) {
        bytes = []
        bytes.append(literal: literal)
    }

    init(stringInterpolation: StringInterpolation) {
        bytes = stringInterpolation.bytes
    }

    /// Text, escaped.
    init(text: String) {
        bytes = []
        bytes.append(escaping: text)
    }

    fileprivate init(bytes: [UInt8]) { self.bytes = bytes }

    static func += (left: inout Markup, right: Markup) { left.bytes += right.bytes }
}

extension Markup {
    /// Collects the parts of an interpolated literal.
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 32)
        }

        mutating func appendLiteral(_ literal: StaticString) { bytes.append(literal: literal) }

        /// Text between tags. Inside a tag an ``Attribute`` is wanted.
        mutating func appendInterpolation(_ text: String) {
            assert(
                bytes.last != UInt8(ascii: "=") && bytes.last != UInt8(ascii: "\""),
                "a bare string inside a tag; say which attribute it is")
            bytes.append(escaping: text)
        }

        mutating func appendInterpolation(_ attribute: Attribute) { attribute.write(to: &bytes) }

        mutating func appendInterpolation(_ markup: Markup) { bytes += markup.bytes }

        mutating func appendInterpolation(_ markup: Markup?) {
            if let markup { bytes += markup.bytes }
        }

        /// A place that a ``Template`` fills later.
        mutating func appendInterpolation(hole: Template.Hole) { bytes.append(hole.rawValue) }
    }
}
