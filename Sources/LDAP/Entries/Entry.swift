/// An entry that a search found, with the attributes that were asked for.
public struct Entry: Sendable, Equatable {
    /// Its distinguished name, as the server writes it.
    public let dn: String

    /// In the server's order.
    private let attributes: [Attribute]

    struct Attribute: Sendable, Equatable {
        let description: AttributeDescription
        let values: [[UInt8]]
    }

    init(dn: String, attributes: [Attribute]) {
        self.dn = dn
        self.attributes = attributes
    }

    /// The values of an attribute in the server's order; none where the entry does not have it.
    ///
    /// - Parameter name: in any case. With options, such as `cn;lang-de`, only what has just these; without, only what
    ///   has none.
    public func values(_ name: String) -> [[UInt8]] {
        let wanted = AttributeDescription(name)
        return attributes.first { $0.description == wanted }?.values ?? []
    }

    /// The values of an attribute with whatever options, those without first.
    ///
    /// - Parameter name: in any case, without options.
    func valuesWithAnyOptions(_ name: String) -> [[UInt8]] {
        let wanted = AttributeDescription(name).name
        let found = attributes.filter { $0.description.name == wanted }
        return found.filter(\.description.options.isEmpty).flatMap(\.values)
            + found.filter { !$0.description.options.isEmpty }.flatMap(\.values)
    }

    /// The first value that is text and not empty; nil where there is none. Bytes that are no valid UTF-8 are no text.
    public func string(_ name: String) -> String? {
        strings(name).first
    }

    /// All values that are text and not empty.
    public func strings(_ name: String) -> [String] {
        values(name).compactMap { $0.isEmpty ? nil : String(validating: $0, as: UTF8.self) }
    }
}
