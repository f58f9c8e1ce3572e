/// A distinguished name that is simple enough to be read without libldap, and means the same to both: as nearly all names
/// in directories do. Somebody may be in thousands of groups.
///
/// Each RDN is a type of one to three letters, "=" and one value; nothing is escaped or in quotation marks, no space is at
/// the end of a value or beside another one, and no sign means more than itself (RFC 4514, 2.4).
struct PlainName {
    /// `DistinguishedName.normalized`.
    let normalized: String

    /// nil where it is not plain, or no name at all: libldap has to say.
    init?(_ text: String) {
        guard let spelling = Spelling(text.utf8.span) else { return nil }
        normalized =
            switch spelling {
            case .lowerCase: text
            case .mixedCase: text.lowercased()
            case .beyondASCII: Self.normalized(beyondASCII: text)
            }
    }

    /// The tables of Unicode take their time: only the values that need them go by them.
    private static func normalized(beyondASCII text: String) -> String {
        let bytes = Array(text.utf8)
        var normalized: [UInt8] = []
        normalized.reserveCapacity(bytes.count)
        var next = 0
        while let sign = bytes[next...].firstIndex(of: UInt8(ascii: "=")) {
            let end = bytes[sign...].firstIndex(of: UInt8(ascii: ",")) ?? bytes.count
            let value = bytes[sign..<end].dropFirst()
            let isASCII = !value.contains { $0 >= 0x80 }
            for byte in bytes[next..<(isASCII ? end : value.startIndex)] { normalized.append(byte.lowerCase) }
            if !isASCII { normalized += NameValue(Array(value)).normalized.utf8 }
            next = end
        }
        return String(decoding: normalized, as: UTF8.self)
    }

    /// The RDNs of a plain name, from the entry upwards.
    static func assertions(of text: String) -> [DistinguishedName.Assertion] {
        Array(text.utf8).split(separator: UInt8(ascii: ",")).map(assertion)
    }

    /// The first of them.
    static func firstAssertion(of text: String) -> DistinguishedName.Assertion {
        assertion(Array(text.utf8).prefix { $0 != UInt8(ascii: ",") })
    }

    private static func assertion(_ name: ArraySlice<UInt8>) -> DistinguishedName.Assertion {
        let value = value(of: name)
        return DistinguishedName.Assertion(
            type: DistinguishedName.Assertion.canonical(
                String(decoding: name.dropLast(value.count + 1), as: UTF8.self)),
            value: NameValue(Array(value)))
    }

    /// What stands behind the first "=".
    private static func value(of name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        name.drop { $0 != UInt8(ascii: "=") }.dropFirst()
    }
}

extension PlainName {
    /// What a plain name is written in, as far as its normal form depends on it.
    private enum Spelling {
        case lowerCase, mixedCase, beyondASCII

        /// nil where the name is not plain.
        init?(_ bytes: Span<UInt8>) {
            var hasCapitals = false
            var isASCII = true
            var index = 0
            repeat {
                let type = index
                while index < bytes.count, let isCapital = Self.isCapital(letter: bytes[index]) {
                    hasCapitals = hasCapitals || isCapital
                    index += 1
                }
                guard (1...3).contains(index - type), index < bytes.count, bytes[index] == UInt8(ascii: "="),
                    !Self.isGivenName(bytes, from: type, to: index)
                else { return nil }
                index += 1
                // A "#" here begins the value's BER encoding.
                guard index < bytes.count, bytes[index] != UInt8(ascii: "#") else { return nil }
                var isAfterSpace = true
                while index < bytes.count, bytes[index] != UInt8(ascii: ",") {
                    let byte = bytes[index]
                    switch byte {
                    case UInt8(ascii: " "):
                        if isAfterSpace { return nil }
                    case 0x00..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "+"), UInt8(ascii: ";"),
                        UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "\\"):
                        return nil
                    case UInt8(ascii: "A")...UInt8(ascii: "Z"): hasCapitals = true
                    case 0x80...: isASCII = false
                    default: break
                    }
                    isAfterSpace = byte == UInt8(ascii: " ")
                    index += 1
                }
                // So it is where there is no value at all.
                if isAfterSpace { return nil }
                index += 1
                // Behind a comma at the very end there is one more type, which is missing.
            } while index <= bytes.count
            self = !isASCII ? .beyondASCII : hasCapitals ? .mixedCase : .lowerCase
        }

        /// nil where it is no letter.
        private static func isCapital(letter byte: UInt8) -> Bool? {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): false
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            default: nil
            }
        }

        /// "gn", the one type with a name as short as this that has a longer one (RFC 4519, 2.12).
        private static func isGivenName(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
            end - start == 2 && bytes[start] | 0x20 == UInt8(ascii: "g")
                && bytes[start + 1] | 0x20 == UInt8(ascii: "n")
        }
    }
}
