extension Entry {
    /// The first value that is text, in the order of `valuesWithOptions`; nil where there is none.
    ///
    /// Text is valid UTF-8 without a NUL that is more than white space. What is none, a picture or an empty value, is
    /// passed over for the next value.
    public func string(_ name: String) -> String? {
        for value in valuesWithOptions(name) {
            if let text = Self.text(value) { return text }
        }
        return nil
    }

    /// The first text of the first attribute that has one, such as of `displayName`, else of `cn`, else of `uid`.
    public func firstString(of names: [String]) -> String? {
        for name in names {
            if let text = string(name) { return text }
        }
        return nil
    }

    /// All values of exactly this attribute that are text, in the server's order.
    public func strings(_ name: String) -> [String] {
        values(name).compactMap(Self.text)
    }

    private static func text(_ value: [UInt8]) -> String? {
        guard !value.contains(0), let text = String(utf8: value) else { return nil }
        // A sign of ASCII that is seen is never white space, nor is a character that it is a part of.
        let isSeen = value.first.map { (0x21...0x7E).contains($0) } ?? false
        return isSeen || text.contains { !$0.isWhitespace } ? text : nil
    }
}
