internal import Foundation

/// A user name as it was typed, without the differences that no directory makes: how much white space there is, characters
/// that are not seen, upper case, and the ways that Unicode has to write the same character (as RFC 4518, 2.2, 2.3 and 2.6.1,
/// prepares names to be compared).
public struct FoldedName: Sendable, Equatable {
    /// The name in the one form that these spellings have in common.
    public let text: String

    /// The folded form of a name as typed.
    public init(_ typed: String) {
        text = Self.foldedASCII(typed) ?? Self.folded(typed)
    }

    /// A name of visible ASCII, as most are: of the differences it can only have upper case.
    private static func foldedASCII(_ typed: String) -> String? {
        typed.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? typed.lowercased() : nil
    }

    /// The folded form of every name.
    static func folded(_ typed: String) -> String {
        // Upper case first: of two lower-case forms of one letter (σ, ς) one remains.
        let folded = typed.precomposedStringWithCompatibilityMapping.uppercased().lowercased()
            .precomposedStringWithCompatibilityMapping
        // By scalar: a space with a sign on top is one Character, and white space to Swift.
        let seen = folded.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
        return seen.split(whereSeparator: \.properties.isWhitespace).map {
            String(String.UnicodeScalarView($0))
        }
        .joined(separator: " ")
    }

    var bytes: [UInt8] { Array(text.utf8) }
}
