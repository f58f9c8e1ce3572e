extension Configuration.Token {
    /// A public key that is published beside that of the signing key, before or after its time.
    public struct FurtherKey: Sendable {
        /// `key-id`, required: the kid of the tokens that it checks.
        public let id: Located<String>
        /// `public-key-file`, required: the path of its PEM file.
        public let file: Located<String>
    }

    /// The most of them: a rotation needs one or two, and clients read the whole list.
    static let furtherKeysLimit = 8

    /// `signing` is the kid of the key that signs.
    static func furtherKeys(
        _ section: Section, signing: String?, _ surroundings: Surroundings
    ) -> [FurtherKey] {
        let key = "further-keys"
        section.reportCount(
            key, of: "keys", atMost: furtherKeysLimit, remedy: "keep those whose tokens are still good")
        var seen: Set<String> = []
        return (section.sections(key) ?? []).compactMap { item in
            let id = item.required(
                "key-id", "write the kid of the tokens that it checks", PlainText.parser(limit: 255))
            let file = item.required("public-key-file", "name the PEM file of the public key") {
                (text: String) throws(Invalid) in
                let path = try surroundings.publicFile(text)
                if let problem = ReadableFile.problem(path: path) { throw Invalid(problem) }
                return path
            }
            if let id {
                if id.value == signing {
                    item.report(
                        "is token.key-id, which is published anyway: remove the item, or write its own id",
                        at: id.position, key: "key-id")
                } else if !seen.insert(id.value).inserted {
                    item.report(
                        "\(quoted(id.value)) is there twice: every key has an id of its own",
                        at: id.position, key: "key-id")
                }
            }
            guard let id, let file else { return nil }
            return FurtherKey(id: id, file: file)
        }
    }
}
