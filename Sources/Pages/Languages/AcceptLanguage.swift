/// What a browser says about the languages that its user reads: RFC 9110, 12.5.4.
struct AcceptLanguage {
    /// The wishes, the dearest first; those of one weight stay in their order.
    private let wishes: [(range: String, weight: Int)]

    /// Reads at most 1,024 bytes and 32 ranges of `field`; a member that breaks the grammar is passed over.
    init(_ field: String) {
        let members = field.utf8.prefix(1024).split(separator: UInt8(ascii: ","), maxSplits: 32).prefix(32)
        let read = members.compactMap { Self.wish(of: String(decoding: $0, as: UTF8.self)) }
        wishes = read.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .map(\.element)
    }

    /// The language wished for most, or nil where none of them is.
    ///
    /// Matching is the Lookup of RFC 4647, 3.4, over languages without region: `de-AT` finds `de`. The range `*` is
    /// the first language that no other range speaks of, and weight 0 means "not this one".
    func best(of languages: [Language]) -> Language? {
        let refused = Set(wishes.filter { $0.weight == 0 }.map(\.range))
        let named = Set(wishes.filter { $0.weight > 0 }.map { Language.primarySubtag(of: $0.range) })
        for wish in wishes where wish.weight > 0 {
            let found = languages.first { language in
                !refused.contains(language.tag)
                    && (wish.range == "*"
                        ? !named.contains(language.tag)
                        : Language.primarySubtag(of: wish.range) == language.tag)
            }
            if let found { return found }
        }
        return nil
    }

    /// A member, `range [; q=weight]`, with the weight in thousandths.
    private static func wish(of member: String) -> (range: String, weight: Int)? {
        let parts = member.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
        guard let range = parts.first, !range.isEmpty, range.utf8.allSatisfy(isRangeByte), parts.count <= 2
        else { return nil }
        guard parts.count == 2 else { return (range.lowercased(), 1000) }
        let parameter = parts[1].lowercased()
        guard parameter.hasPrefix("q="), let weight = thousandths(of: parameter.dropFirst(2)) else {
            return nil
        }
        return (range.lowercased(), weight)
    }

    /// RFC 9110, 12.4.2: `0` or `1`, with up to three decimals.
    private static func thousandths(of text: Substring) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole == "0" || whole == "1" else { return nil }
        let decimals = parts.count == 2 ? parts[1] : ""
        guard decimals.utf8.count <= 3, decimals.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let fraction = Int(decimals + String(repeating: "0", count: 3 - decimals.utf8.count)) ?? 0
        guard whole == "0" || fraction == 0 else { return nil }
        return whole == "1" ? 1000 : fraction
    }

    private static func isRangeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "*"):
            true
        default: false
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0 == " " || $0 == "\t" }
        return start.prefix(start.count - start.reversed().prefix { $0 == " " || $0 == "\t" }.count)
    }
}
