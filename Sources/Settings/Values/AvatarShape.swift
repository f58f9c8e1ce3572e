/// Where a person's picture comes from: an attribute, or an address with placeholders.
enum AvatarShape {
    private static let placeholders = ["{id}", "{email-sha256}", "{email-md5}"]

    static func parse(_ text: String) throws(Invalid) -> String {
        guard text.contains(":") || text.contains("{") else { return try AttributeName.parse(text) }
        guard text.hasPrefix("https://") else {
            throw Invalid(
                "\(quoted(text)) is neither an attribute nor an https:// address: "
                    + "write one such as jpegPhoto or https://seccdn.libravatar.org/avatar/{email-sha256}")
        }
        try Placeholders.check(text, placeholders)
        var filled = text
        for placeholder in placeholders { filled = filled.replacing(placeholder, with: "0") }
        // What is filled in must not choose the host that browsers are sent to.
        let host = text.dropFirst("https://".count).prefix { !"/?#".contains($0) }
        guard !host.contains("{") else {
            throw Invalid("\(quoted(text)) has a placeholder in its host: put it behind the host")
        }
        return try Link.parse(filled) == filled ? text : text
    }
}
