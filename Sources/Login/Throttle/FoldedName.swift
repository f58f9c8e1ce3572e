internal import Foundation

/// A user name as it was typed, without the differences that no directory makes: white space around it, upper case, and the
/// ways that Unicode has to write the same character (as RFC 4518, 2.2 and 2.3, prepares names to be compared).
public struct FoldedName: Sendable, Equatable {
    /// The name in the one form that these spellings have in common.
    public let text: String

    /// The folded form of a name as typed.
    public init(_ typed: String) {
        // Upper case first: of two lower-case forms of one letter (σ, ς) one remains.
        text = typed.precomposedStringWithCompatibilityMapping.uppercased().lowercased()
            .precomposedStringWithCompatibilityMapping
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    var bytes: [UInt8] { Array(text.utf8) }
}
