internal import Secrets

extension DistinguishedName {
    /// The one text that all spellings of the name have in common: for tables whose keys are plain text, not for a
    /// directory.
    public var normalized: String { Self.normalized(names[...]) }

    static func normalized(_ names: ArraySlice<Set<Assertion>>) -> String {
        names.map { name in
            name.map { "\($0.type)=\($0.value.normalized)" }.sorted().joined(separator: "+")
        }.joined(separator: ",")
    }
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
