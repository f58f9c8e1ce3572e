/// What stands before the "=" of a filter item (RFC 4515, 3: `simple`, `extensible`).
enum FilterItem {
    /// `attr=`: equality, presence and substrings.
    case equality
    /// `attr~=`, `attr>=`, `attr<=`, and the extensible `attr:dn:rule:=`.
    case comparison

    /// Nil where it is nothing of the kind.
    init?(_ left: String) {
        if left.hasSuffix(":") {
            guard Self.isExtensible(left.dropLast()) else { return nil }
            self = .comparison
        } else if let last = left.last, "~<>".contains(last) {
            guard Self.isDescription(left.dropLast()) else { return nil }
            self = .comparison
        } else {
            guard Self.isDescription(left[...]) else { return nil }
            self = .equality
        }
    }

    /// `[attr] [":dn"] [":" rule]`, with at least an attribute or a rule.
    private static func isExtensible(_ text: Substring) -> Bool {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let attribute = parts.removeFirst()
        if parts.first?.lowercased() == "dn" { parts.removeFirst() }
        guard parts.count <= 1, parts.allSatisfy(isOID) else { return false }
        return attribute.isEmpty ? !parts.isEmpty : isDescription(attribute)
    }

    /// A name or an OID, with options (RFC 4512, 2.5).
    private static func isDescription(_ text: Substring) -> Bool {
        var parts = text.split(separator: ";", omittingEmptySubsequences: false)
        guard !parts.isEmpty, isOID(parts.removeFirst()) else { return false }
        return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isKeyCharacter) }
    }

    /// `descr / numericoid` (RFC 4512, 1.4).
    private static func isOID(_ text: Substring) -> Bool {
        guard let first = text.utf8.first else { return false }
        if isLetter(first) { return text.utf8.allSatisfy(isKeyCharacter) }
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count > 1
            && numbers.allSatisfy { number in
                !number.isEmpty && number.utf8.allSatisfy(isDigit)
                    && (number.count == 1 || !number.hasPrefix("0"))
            }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isKeyCharacter(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-")
    }
}
