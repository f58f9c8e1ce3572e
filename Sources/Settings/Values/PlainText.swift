/// Text as it is.
enum PlainText {
    /// Text of at most `limit` characters.
    static func parser(limit: Int) -> Parse<String> {
        { (text: String) throws(Invalid) in
            guard text.unicodeScalars.count <= limit else {
                throw Invalid("\(quoted(text)) is too long: write at most \(limit) characters")
            }
            return text
        }
    }
}
