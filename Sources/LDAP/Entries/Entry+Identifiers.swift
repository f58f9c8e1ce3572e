internal import Secrets

extension Entry {
    /// The unique identifier in an attribute such as `objectGUID` or `entryUUID`, as text like
    /// `3f2504e0-4f89-11d3-9a0c-0305e82c3301`; nil where the first value is none.
    ///
    /// Active Directory's 16 bytes hold the first three groups with their lowest byte first ([MS-DTYP] 2.3.4.2); the text
    /// is what its own tools show. An identifier that is text already is given as it is.
    ///
    /// To be asked of attributes that hold such an identifier only: any 16 bytes look like one, also the name of
    /// a person that is 16 characters long.
    public func uuid(_ name: String) -> String? {
        guard let value = values(name).first else { return nil }
        if value.count == 16 {
            let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
            return order.enumerated().map { place, index in
                ([4, 6, 8, 10].contains(place) ? "-" : "") + Hexadecimal.encode([value[index]])
            }.joined()
        }
        guard let text = string(name), Self.isUUID(text) else { return nil }
        return text
    }

    /// The Windows security identifier in an attribute such as `objectSid`; nil where the first value is none.
    public func securityIdentifier(_ name: String) -> SecurityIdentifier? {
        values(name).first.flatMap { SecurityIdentifier(bytes: $0) }
    }

    /// Groups of 8, 4, 4, 4 and 12 hexadecimal digits (RFC 4122, 3).
    private static func isUUID(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && groups.allSatisfy { $0.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit) }
    }
}
