/// An entry that a search found, with the attributes that were asked for.
///
/// Names of attributes may be given in any case, and with options such as `cn;lang-de` (RFC 4512, 2.5). An attribute that the
/// entry does not have, or that may not be read, has no values.
public struct Entry: Sendable, Equatable {
    /// Its distinguished name, as the server writes it.
    public let dn: String

    /// The same, read; nil where it is none, as of the root of a directory.
    public let name: DistinguishedName?

    /// In the server's order.
    let attributes: [Attribute]

    struct Attribute: Sendable, Equatable {
        let description: AttributeDescription
        let values: [[UInt8]]
    }

    init(dn: String, attributes: [Attribute]) {
        self.dn = dn
        name = try? DistinguishedName(parsing: dn)
        self.attributes = attributes
    }

    /// Whether some attributes came with a part of their values.
    var isPartial: Bool { attributes.contains { $0.description.isPartial } }

    /// Whether the entry has the attribute, with these options or more. Says so too of one that came without values, as
    /// a search with `typesOnly` has them.
    public func has(_ name: String) -> Bool {
        let wanted = WantedAttribute(name)
        return attributes.contains { wanted.hasKind($0.description) }
    }

    /// The values of exactly this attribute in the server's order: without options in `name`, only those that have none.
    public func values(_ name: String) -> [[UInt8]] {
        let wanted = WantedAttribute(name)
        return values(at: attributes.indices.filter { wanted.isExactly(attributes[$0].description) })
    }

    /// The values of this attribute with whatever further options: first the exact ones, then those with options, by
    /// the number of these and then by their names (`cn`, `cn;lang-de`, `cn;lang-en`, `cn;lang-de;x-y`).
    public func valuesWithOptions(_ name: String) -> [[UInt8]] {
        let wanted = WantedAttribute(name)
        let kinds = attributes.indices.filter { wanted.hasKind(attributes[$0].description) }
        guard kinds.count > 1 else { return values(at: kinds) }
        return values(at: kinds.sorted { attributes[$0].description.isBefore(attributes[$1].description) })
    }

    /// Of one attribute, as it nearly always is, they are not copied: there may be thousands.
    private func values(at indices: [Int]) -> [[UInt8]] {
        indices.count == 1 ? attributes[indices[0]].values : indices.flatMap { attributes[$0].values }
    }
}

extension AttributeDescription {
    fileprivate func isBefore(_ other: AttributeDescription) -> Bool {
        options.count != other.options.count
            ? options.count < other.options.count : options.lexicographicallyPrecedes(other.options)
    }
}
