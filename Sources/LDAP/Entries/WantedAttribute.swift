/// An attribute that is looked for in an entry. Nearly always it is a name without options, and compared as it is written:
/// every login looks for a dozen.
enum WantedAttribute {
    /// ASCII letters, digits, "-" and "." (RFC 4512, 1.4), in any case.
    case name(String)
    /// Anything else.
    case description(AttributeDescription)

    init(_ text: String) {
        let isName = !text.containsByte { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                false
            default: true
            }
        }
        self = isName ? .name(text) : .description(AttributeDescription(text))
    }

    /// Whether it is `other`.
    func isExactly(_ other: AttributeDescription) -> Bool {
        switch self {
        case .name(let name): other.options.isEmpty && name.isSameInLowerCase(other.name)
        case .description(let description): other == description
        }
    }

    /// Whether `other` is a kind of it: see `AttributeDescription.isKind`.
    func hasKind(_ other: AttributeDescription) -> Bool {
        switch self {
        case .name(let name): name.isSameInLowerCase(other.name)
        case .description(let description): other.isKind(of: description)
        }
    }
}
