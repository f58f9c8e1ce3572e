/// Addresses that the pages link to.
enum Link {
    /// An `https:`, `http:` or `mailto:` address and nothing that runs script.
    static func parse(_ text: String) throws(Invalid) -> String {
        let form = "write https://… or mailto:…"
        guard text.utf8.count <= 2000 else {
            throw Invalid("\(quoted(text)) is too long: write at most 2000 bytes")
        }
        try checkCharacters(text, in: text)
        if let rest = text.afterScheme("https") ?? text.afterScheme("http") {
            guard let first = rest.first, !"/?#:@".contains(first) else {
                throw Invalid("\(quoted(text)) has no host: \(form)")
            }
            return text
        }
        guard text.lowercased().hasPrefix("mailto:") else {
            throw Invalid("\(quoted(text)) is neither a web nor a mail address: \(form)")
        }
        let address = text.dropFirst("mailto:".count).prefix { $0 != "?" }
        guard let at = address.firstIndex(of: "@"), at != address.startIndex, address.last != "@" else {
            throw Invalid("\(quoted(text)) has no mail address: write mailto:help@example.org")
        }
        return text
    }

    /// Refuses what ends or disturbs an address (RFC 3986, section 2) in `part` of `text`.
    static func checkCharacters(_ part: String, in text: String) throws(Invalid) {
        guard !part.contains(where: { $0.isWhitespace || "\"<>\\^`{|}".contains($0) }) else {
            throw Invalid("\(quoted(text)) has a character that an address cannot hold: write it as %xx")
        }
    }
}
