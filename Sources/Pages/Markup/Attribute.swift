/// One attribute of an element, with its quotes. Which attributes can hold what is decided here and nowhere else:
/// an address must be a ``Link`` or an ``Asset``, and there is none for the text of scripts and styles.
struct Attribute {
    private let name: StaticString
    private let text: String

    /// The value of a form field or button.
    static func value(_ text: String) -> Attribute { Attribute(name: "value", text: text) }

    /// The name that a field or a button is known by in the form.
    static func name(_ field: StaticString) -> Attribute {
        Attribute(name: "name", text: "\(field)")
    }

    /// What a script of ours reads: `data-` and a name.
    static func data(_ name: StaticString, _ text: String) -> Attribute { Attribute(name: name, text: text) }

    /// What stands for an image where it cannot be seen.
    static func alternative(_ text: String) -> Attribute { Attribute(name: "alt", text: text) }

    /// The name of an element that has no visible one.
    static func label(_ text: String) -> Attribute { Attribute(name: "aria-label", text: text) }

    /// The language of what is inside.
    static func language(_ language: Language) -> Attribute { Attribute(name: "lang", text: language.tag) }

    /// Where a link leads.
    static func href(_ link: Link) -> Attribute { Attribute(name: "href", text: link.address) }

    /// A file of ours that the page needs.
    static func href(_ asset: Asset) -> Attribute { Attribute(name: "href", text: asset.path) }

    /// An image or a script of ours.
    static func source(_ asset: Asset) -> Attribute { Attribute(name: "src", text: asset.path) }

    func write(to bytes: inout [UInt8]) {
        bytes.append(literal: name)
        bytes.append(literal: "=\"")
        bytes.append(escaping: text)
        bytes.append(UInt8(ascii: "\""))
    }
}
