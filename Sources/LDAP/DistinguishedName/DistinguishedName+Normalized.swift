internal import Secrets

extension DistinguishedName {
    static func normalized(_ names: ArraySlice<Set<Assertion>>) -> String {
        var text = ""
        for name in names {
            if !text.isEmpty { text += "," }
            if name.count == 1, let assertion = name.first {
                text += assertion.normalized
            } else {
                text += name.map(\.normalized).sorted().joined(separator: "+")
            }
        }
        return text
    }
}

extension DistinguishedName.Assertion {
    fileprivate var normalized: String { type + "=" + value.normalized }
}

extension NameValue {
    /// Escaped, so that no value can look like two; what is no text, in hexadecimal behind a `#`, which escaped text
    /// never begins with.
    fileprivate var normalized: String {
        switch self {
        case .text(let text): DistinguishedName.escapedValue(text)
        case .bytes(let bytes):
            "#" + Hexadecimal.encode(bytes)
        }
    }
}
