/// What to say about a key that its section does not know.
enum UnknownKey {
    /// The message for `key` in the section `section`, and the known key that is meant, where there is one.
    static func explain(_ key: String, in section: String) -> (message: String, meant: String?) {
        let known = KnownKeys.bySection[section] ?? []
        if let same = known.first(where: { NearName.folded($0) == NearName.folded(key) }) {
            return ("is unknown: write \(same)", same)
        }
        if section == "token.further-keys", NearName.folded(key) == "keyfile" {
            return (
                "is unknown here: a key that does not sign is published from its public half, write public-key-file",
                "public-key-file"
            )
        }
        if let place = placeOfSecret(key, in: section) {
            return (
                "a secret does not belong in this file, which others may read: "
                    + "put it into a file of its own, mode 0600, and name that file with \(place)", nil
            )
        }
        // One slip away from a key of its own section it is that one, though another section may know the word.
        if let near = NearName.of(key, among: known), NearName.isOneSlip(key, near) {
            return ("is unknown: did you mean \(near)?", near)
        }
        let others = KnownKeys.sections(knowing: key)
        if !others.isEmpty, others.count <= 3 {
            let places = others.map { $0.isEmpty ? "the top level" : $0 }
            return ("is unknown here: it belongs under \(choice(places))", nil)
        }
        if let near = NearName.of(key, among: known) {
            return ("is unknown: did you mean \(near)?", near)
        }
        return (
            "is unknown: \(section.isEmpty ? "the top level" : section) knows \(known.joined(separator: ", "))",
            nil
        )
    }

    /// The key that names the file of a secret, where `key` looks as if the secret itself had been written here.
    private static func placeOfSecret(_ key: String, in section: String) -> String? {
        let name = NearName.folded(key)
        guard !["file", "url", "path", "allow", "forgot"].contains(where: name.contains) else { return nil }
        if ["password", "passwd", "passphrase", "bindpw"].contains(where: name.contains) || name == "pw" {
            return "directory.bind.password-file"
        }
        if name == "sessionkey" || (section == "session" && name == "key") { return "session.key-file" }
        if section == "directory.bind", ["key", "clientkey", "privatekey"].contains(name) {
            return "directory.bind.key-file"
        }
        if ["tokenkey", "privatekey", "signingkey", "key"].contains(name) { return "token.key-file" }
        return name.contains("secret") ? "token.secret-file" : nil
    }
}
