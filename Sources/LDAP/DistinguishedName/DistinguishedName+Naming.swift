extension DistinguishedName {
    /// Whether the entry's own name (its RDN, RFC 4512, 2.3.1) holds this value of this attribute.
    ///
    /// - Parameters:
    ///   - attribute: a name in any case, without options.
    ///   - value: as it stands in the entry.
    public func isNamed(by attribute: String, _ value: String) -> Bool {
        ownName.contains(Assertion(attribute, value))
    }
}
