internal import Foundation
// For String._nfc, the composition that the standard library compares strings with. There is no public way to it, and
// Foundation's on Linux is wrong (seen with swift-corelibs-foundation of Swift 6.3): it leaves a Hangul syllable and
// its final consonant apart, and takes characters beyond U+FFFF for those with the same lower 16 bits.
@_spi(_Unicode) internal import Swift

/// What JavaScript makes of a text, where Swift would make something else of it.
enum JavaScriptText {
    /// `normalize("NFKC")` and `toLowerCase()`.
    ///
    /// Swift's `lowercased()` knows the unconditional rules of Unicode's SpecialCasing (İ becomes i and a dot
    /// above) but not the one conditional rule that ECMAScript applies, Final_Sigma: a Σ at the end of a word
    /// becomes ς, elsewhere σ.
    static func foldedName(_ text: String) -> String {
        // Most names; and nothing of what follows applies to them.
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        let scalars = Array(text.decomposedStringWithCompatibilityMapping._nfc)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if scalar == "\u{3A3}" {
                result.append(isFinal(index, in: scalars) ? "\u{3C2}" : "\u{3C3}")
            } else {
                result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(result)
    }

    /// Final_Sigma (Unicode, 3.13, table 3-17): behind a cased letter and not before one, where case-ignorable
    /// characters in between do not count.
    private static func isFinal(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        func isCased(_ scalar: Unicode.Scalar?) -> Bool { scalar?.properties.isCased ?? false }
        let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
        let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
        return isCased(before) && !isCased(after)
    }

    /// `encodeURIComponent`: it leaves letters, digits and `- _ . ! ~ * ' ( )` (ECMAScript, 19.2.6.4).
    static func uriComponent(_ text: String) -> String {
        PercentEncoding.encode(text) { PercentEncoding.isUnreserved($0) || isAlsoLeft($0) }
    }

    /// `encodeURIComponent` and then `toLowerCase()`, which also makes the digits of the encoding lower-case.
    static func lowerCaseURIComponent(_ text: String) -> String { uriComponent(text).lowercased() }

    private static func isAlsoLeft(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"):
            true
        default: false
        }
    }
}
