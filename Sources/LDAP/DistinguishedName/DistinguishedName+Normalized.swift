internal import Secrets

extension DistinguishedName {
    static func normalized(_ names: ArraySlice<Set<Assertion>>) -> String {
        names.map { $0.map(\.normalized).sorted().joined(separator: "+") }.joined(separator: ",")
    }
}

extension DistinguishedName.Assertion {
    /// Its part of the normal form.
    var normalized: String { type + "=" + value.normalized }
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
