internal import Secrets

extension DistinguishedName {
    static func normalized(_ names: ArraySlice<Set<Assertion>>) -> String {
        names.map { name in
            name.map { $0.type + "=" + $0.value.normalized }.sorted().joined(separator: "+")
        }.joined(separator: ",")
    }
}

extension NameValue {
    /// Escaped, so that no value can look like two; what is no text, in hexadecimal behind a `#`, which escaped text
    /// never begins with.
    var normalized: String {
        switch self {
        case .text(let text): DistinguishedName.escapedValue(text)
        case .bytes(let bytes):
            "#" + Hexadecimal.encode(bytes)
        }
    }
}
