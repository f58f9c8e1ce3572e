/// An attribute's name with its options, such as `displayName;lang-de` (RFC 4512, 2.5), compared without regard to
/// case and to the order of the options.
struct AttributeDescription: Hashable, Sendable {
    /// The name without options, in lower case.
    let name: String
    /// The options in lower case, sorted.
    let options: [String]

    init(_ text: String) {
        var parts = text.lowercased().split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        name = parts.isEmpty ? "" : parts.removeFirst()
        options = parts.sorted()
    }
}
