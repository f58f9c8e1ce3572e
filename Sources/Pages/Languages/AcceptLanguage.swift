/// What a browser says about the languages that its user reads: RFC 9110, 12.5.4.
struct AcceptLanguage {
    private struct Wish {
        /// In lower case.
        let range: String
        /// Its part before the first hyphen.
        let language: String
        /// In thousandths.
        let weight: Int
    }

    /// The wishes, the dearest first; those of one weight stay in their order.
    private let wishes: [Wish]

    /// Reads at most 1,024 bytes and 32 ranges of `field`; a member that breaks the grammar is passed over.
    init(_ field: String) {
        let bytes = Array(field.utf8.prefix(1024))
        let members = bytes.split(separator: UInt8(ascii: ","), maxSplits: 32).prefix(32)
        let read = members.compactMap(Self.wish)
        wishes = read.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .map(\.element)
    }

    /// The language wished for most, or nil where none of them is.
    ///
    /// Matching is the Lookup of RFC 4647, 3.4, over languages without region: `de-AT` finds `de`. The range `*` is
    /// the first language that no other range speaks of, and weight 0 means "not this one".
    func best(of languages: [Language]) -> Language? {
        func isRefused(_ language: Language) -> Bool {
            wishes.contains { $0.weight == 0 && $0.range == language.tag }
        }
        func isNamed(_ language: Language) -> Bool {
            wishes.contains { $0.weight > 0 && $0.language == language.tag }
        }
        for wish in wishes where wish.weight > 0 {
            let found = languages.first { language in
                !isRefused(language)
                    && (wish.range == "*" ? !isNamed(language) : wish.language == language.tag)
            }
            if let found { return found }
        }
        return nil
    }

    /// A member, `range [; q=weight]`, with the weight in thousandths.
    private static func wish(of member: ArraySlice<UInt8>) -> Wish? {
        let semicolon = member.firstIndex(of: UInt8(ascii: ";"))
        let range = trimmed(member[..<(semicolon ?? member.endIndex)])
        guard !range.isEmpty, range.allSatisfy(isRangeByte) else { return nil }
        var weight = 1000
        if let semicolon {
            let parameter = trimmed(member[(semicolon + 1)...])
            guard parameter.count > 2, parameter[parameter.startIndex] | 0x20 == UInt8(ascii: "q"),
                parameter[parameter.startIndex + 1] == UInt8(ascii: "="),
                let given = thousandths(of: parameter.dropFirst(2))
            else { return nil }
            weight = given
        }
        let text = String(decoding: range, as: UTF8.self).lowercased()
        let language = range.prefix { $0 != UInt8(ascii: "-") }
        return Wish(
            range: text,
            language: language.count == range.count
                ? text : String(decoding: language, as: UTF8.self).lowercased(),
            weight: weight)
    }

    /// RFC 9110, 12.4.2: `0` or `1`, with up to three decimals.
    private static func thousandths(of text: ArraySlice<UInt8>) -> Int? {
        guard let whole = text.first, whole == UInt8(ascii: "0") || whole == UInt8(ascii: "1") else {
            return nil
        }
        var fraction = 0
        var places = text.dropFirst()
        if let point = places.popFirst() {
            guard point == UInt8(ascii: "."), places.count <= 3 else { return nil }
            for place in 0..<3 {
                let digit = place < places.count ? places[places.startIndex + place] : UInt8(ascii: "0")
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
                fraction = fraction * 10 + Int(digit - UInt8(ascii: "0"))
            }
        }
        guard whole == UInt8(ascii: "0") || fraction == 0 else { return nil }
        return whole == UInt8(ascii: "1") ? 1000 : fraction
    }

    private static func isRangeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "*"):
            true
        default: false
        }
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text
        while text.first == 0x20 || text.first == 0x09 { text.removeFirst() }
        while text.last == 0x20 || text.last == 0x09 { text.removeLast() }
        return text
    }
}
