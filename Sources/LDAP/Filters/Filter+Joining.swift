extension Filter {
    /// Matches every entry (RFC 4512, 3.3: each has an `objectClass`).
    public static let anything = Filter(checked: "(objectClass=*)")

    /// Matches no entry.
    public static let nothing = Filter(checked: "(!(objectClass=*))")

    /// Matches where one of `filters` does; none of them: `nothing`. The shorter `(|)` (RFC 4526) is not known everywhere.
    public static func any(_ filters: [Filter]) -> Filter { joined("|", filters) ?? .nothing }

    /// Matches where all of `filters` do; none of them: `anything`.
    public static func all(_ filters: [Filter]) -> Filter { joined("&", filters) ?? .anything }

    /// Matches where `attribute` has exactly these bytes as a value, such as an `objectSid`.
    ///
    /// - Throws: `FilterError` where `attribute` is no attribute's name, or there are no bytes.
    public static func equality(_ attribute: String, _ value: [UInt8]) throws(FilterError) -> Filter {
        guard case .equality? = FilterItem(attribute) else {
            throw FilterError(position: 1, message: "'\(presentable(attribute))' is no attribute's name")
        }
        guard !value.isEmpty else { throw FilterError(position: 1, message: "there is no value to look for") }
        return Filter(checked: "(\(attribute)=\(escaped(value)))")
    }

    private static func joined(_ sign: String, _ filters: [Filter]) -> Filter? {
        guard filters.count > 1 else { return filters.first }
        return Filter(checked: "(\(sign)" + filters.map(\.text).joined() + ")")
    }
}
