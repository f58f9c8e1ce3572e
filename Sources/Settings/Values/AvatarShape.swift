/// Where a person's picture comes from: an attribute, or an address with placeholders.
enum AvatarShape {
    private static let placeholders = ["{id}", "{email-sha256}", "{email-md5}"]

    /// Whether a value of a right shape is an address.
    static func isAddress(_ text: String) -> Bool { text.hasPrefix("https://") }

    static func parse(_ text: String) throws(Invalid) -> String {
        guard text.contains(":") || text.contains("{") else { return try AttributeName.parse(text) }
        guard isAddress(text) else {
            throw Invalid(
                "\(quoted(text)) is neither an attribute nor an https:// address: "
                    + "write one such as jpegPhoto or https://seccdn.libravatar.org/avatar/{email-sha256}")
        }
        guard text.utf8.count <= 2000 else {
            throw Invalid("\(quoted(text)) is too long: write at most 2000 bytes")
        }
        guard try Placeholders.check(text, placeholders) > 0 else {
            throw Invalid(
                "\(quoted(text)) is the same picture for everybody: put \(choice(placeholders)) into it")
        }
        var rest = text
        for placeholder in placeholders { rest = rest.replacing(placeholder, with: "") }
        try Link.checkCharacters(rest, in: text)
        // What is filled in must not choose the host that browsers are sent to.
        let host = text.dropFirst("https://".count).prefix { !"/?#".contains($0) }
        guard let first = host.first, !":@".contains(first) else {
            throw Invalid("\(quoted(text)) has no host: write one behind https://")
        }
        guard !host.contains("{") else {
            throw Invalid("\(quoted(text)) has a placeholder in its host: put it behind the host")
        }
        return text
    }
}
