/// A search filter with places for values, such as `(|(uid={username})(mail={username}))`.
///
/// It is checked when it is parsed, so that the library refuses no filter that comes of it. Values can stand only where
/// a filter has values, and are escaped when they are filled in: whatever somebody types, the filter keeps its shape.
public struct FilterTemplate: Sendable, Hashable {
    enum Piece: Sendable, Hashable {
        case text(String)
        case value(String)
    }

    let pieces: [Piece]
    /// The placeholders that occur.
    public let placeholders: Set<String>

    /// Checks the text of a template.
    ///
    /// - Parameters:
    ///   - text: a filter by RFC 4515; white space between its parentheses is allowed and dropped.
    ///   - placeholders: the names that may stand in braces.
    /// - Throws: `FilterError` with the place and a remedy.
    public init(parsing text: String, placeholders: Set<String>) throws(FilterError) {
        var parser = FilterParser(text, placeholders: placeholders)
        pieces = try parser.parse()
        self.placeholders = Set(
            pieces.compactMap { piece in
                if case .value(let name) = piece { name } else { nil }
            })
    }

    /// The filter for these values, each escaped once.
    ///
    /// - Parameters:
    ///   - values: what is text, by placeholder.
    ///   - bytes: what is not, such as an `objectSid`; for a placeholder in both, these count.
    /// - Throws: `MissingFilterValue` where a value is missing or empty: `(mail={username}*)` would then match everybody.
    public func filled(
        _ values: [String: String], bytes: [String: [UInt8]] = [:]
    ) throws(MissingFilterValue) -> Filter {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let literal): text += literal
            case .value(let name):
                let value = bytes[name].map { Filter.escaped($0) } ?? values[name].map { Filter.escaped($0) }
                guard let value, !value.isEmpty else { throw MissingFilterValue(name: name) }
                text += value
            }
        }
        return Filter(checked: text)
    }

    /// The text of a template that has no placeholders.
    var textWithoutValues: String {
        pieces.reduce(into: "") { text, piece in
            if case .text(let literal) = piece { text += literal }
        }
    }
}
