/// An attribute's name with its options, such as `displayName;lang-de` (RFC 4512, 2.5), compared without regard to
/// case and to the order of the options.
struct AttributeDescription: Hashable, Sendable {
    /// The name without options, in lower case.
    let name: String
    /// The options in lower case, sorted.
    let options: [String]

    init(_ text: String) {
        let text = text.lowercased()
        // Nearly always there are no options. Beyond ASCII there are other signs that Swift takes for a ";".
        guard text.containsByte(where: { $0 == UInt8(ascii: ";") || $0 >= 0x80 }) else {
            name = text
            options = []
            return
        }
        var parts = text.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        name = parts.isEmpty ? "" : parts.removeFirst()
        options = parts.sorted()
    }

    private init(name: String, options: [String]) {
        self.name = name
        self.options = options
    }

    /// As it is asked for.
    var text: String { ([name] + options).joined(separator: ";") }

    /// Whether it has all the options of `other`, and perhaps more: it is then a kind of it (RFC 4512, 2.5.2.1).
    func isKind(of other: AttributeDescription) -> Bool {
        name == other.name && other.options.allSatisfy(options.contains)
    }

    /// Whether only some of the values stand under it.
    var isPartial: Bool { options.contains { $0.hasPrefix(ValueRange.prefix) } }

    /// Which ones; nil where it does not say so clearly.
    var range: ValueRange? {
        let ranges = options.filter { $0.hasPrefix(ValueRange.prefix) }
        return ranges.count == 1 ? ValueRange(option: ranges[0]) : nil
    }

    /// The same attribute with all its values.
    var whole: AttributeDescription {
        AttributeDescription(name: name, options: options.filter { !$0.hasPrefix(ValueRange.prefix) })
    }
}
