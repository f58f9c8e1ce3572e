extension Entry {
    /// The first value that is text, in the order of `valuesWithOptions`; nil where there is none.
    ///
    /// Text is valid UTF-8 without a NUL that is more than white space. What is none, a picture or an empty value, is
    /// passed over for the next value.
    public func string(_ name: String) -> String? {
        valuesWithOptions(name).lazy.compactMap(Self.text).first
    }

    /// The first text of the first attribute that has one, such as of `displayName`, else of `cn`, else of `uid`.
    public func firstString(of names: [String]) -> String? {
        names.lazy.compactMap { string($0) }.first
    }

    /// All values of exactly this attribute that are text, in the server's order.
    public func strings(_ name: String) -> [String] {
        values(name).compactMap(Self.text)
    }

    private static func text(_ value: [UInt8]) -> String? {
        guard !value.contains(0), let text = String(validating: value, as: UTF8.self),
            text.contains(where: { !$0.isWhitespace })
        else { return nil }
        return text
    }
}
