extension DistinguishedName {
    /// The DNS domain that the name lies in, by its last `dc` parts (RFC 2247, 3).
    public struct Domain: Sendable, Equatable {
        /// In lower case, such as `corp.example`.
        public let name: String
        /// The entry of the domain itself, such as `dc=corp,dc=example`.
        public let dn: String
    }

    /// The DNS domain that the name lies in; nil where it does not end in `dc` parts.
    public var domain: Domain? {
        var labels: [String] = []
        for name in names.reversed() {
            guard name.count == 1, let part = name.first, part.type == "dc", case .text(let label) = part.value
            else { break }
            labels.insert(label, at: 0)
        }
        guard !labels.isEmpty else { return nil }
        return Domain(
            name: labels.joined(separator: "."),
            dn: labels.map { "dc=" + Self.escapedValue($0) }.joined(separator: ","))
    }
}
