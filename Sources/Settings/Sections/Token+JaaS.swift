extension Configuration.Token {
    /// With `jaas` the service sets what its tokens say and how they are signed; what is left is the private key.
    ///
    /// `jaas` is nil where that section is wrong: then no token is made, and what stands here is checked nevertheless.
    init?(_ section: Section, jaas: Configuration.JaaS?, _ surroundings: Surroundings) {
        appID = Self.fixed("app-id", Configuration.JaaS.issuer, section)
        audience = Self.fixed("audience", Configuration.JaaS.audience, section)
        subject = Self.fixed("subject", jaas?.appID.value, section)
        let id = Self.fixed("key-id", jaas?.keyID.value, section)
        algorithm = section.value("algorithm", default: .RS256) { (text: String) throws(Invalid) in
            guard text == Algorithm.RS256.rawValue else {
                throw Invalid(
                    "\(quoted(text)) is not how JaaS wants its tokens signed: write RS256, or remove the key")
            }
            return .RS256
        }
        for key in ["secret-file", "allow-short-secret"] where section.has(key) {
            section.report(
                "is not used with jaas, whose tokens are signed with a private key: remove the key",
                at: section.keyPosition(key), key: key)
        }
        if section.has("further-keys") {
            section.report(
                "is not used with jaas: 8x8 knows the public keys that are uploaded in its console, remove the key",
                at: section.keyPosition("further-keys"), key: "further-keys")
        }
        furtherKeys = []
        lifetime = Self.lifetime(section)
        let file = section.required(
            "key-file", "name the PEM file of the private key whose public half the JaaS console has",
            surroundings.secret)
        guard let file, jaas != nil else { return nil }
        key = .rsa(file: file, id: id)
    }

    /// A claim that the service sets. It may be written as it is; `value` is nil where it is not known.
    private static func fixed(_ key: String, _ value: String?, _ section: Section) -> Located<String> {
        section.value(key, default: value ?? "") { (text: String) throws(Invalid) in
            guard let value, text != value else { return text }
            throw Invalid("\(quoted(text)) is not what jaas makes of it, \(quoted(value)): remove the key")
        }
    }
}

extension Configuration.Token.Key {
    /// The kid of the key that signs; nil with a shared secret.
    var id: String? {
        if case .rsa(_, let id) = self { id.value } else { nil }
    }
}
