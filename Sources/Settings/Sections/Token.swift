extension Configuration {
    /// `token`: what the tokens say and how they are signed.
    public struct Token: Sendable {
        /// `app-id`, required: the claim iss; app_id in Prosody. At most 255 characters.
        public let appID: Located<String>
        /// `audience` [app-id]: the claim aud.
        public let audience: Located<String>
        /// `subject` [host of meet.url]: the claim sub, the XMPP domain.
        public let subject: Located<String>
        /// `algorithm` [HS256]: how tokens are signed.
        public let algorithm: Located<Algorithm>
        /// What tokens are signed with.
        public let key: Key
        /// `further-keys` []: RS: at most 8 public keys that are published beside that of `key`.
        public let furtherKeys: [FurtherKey]
        /// `lifetime` [1h], 1m to 24h: how long a token is good for.
        public let lifetime: Located<Duration>
    }
}

extension Configuration.Token {
    /// The algorithms that Prosody's token module verifies (RFC 7518, sections 3.2 and 3.3).
    public enum Algorithm: String, Sendable, CaseIterable {
        /// HMAC with a secret that Prosody shares.
        case HS256, HS384, HS512
        /// RSA: Prosody knows the public key only.
        case RS256, RS384, RS512

        /// Whether the key is a secret that Prosody shares.
        var isShared: Bool { rawValue.hasPrefix("HS") }
    }

    /// What tokens are signed with.
    public enum Key: Sendable {
        /// HS: `secret-file` [app-secret]. `allow-short-secret` [false] admits a secret shorter than the algorithm's hash.
        case secret(file: Located<SecretLocation>, allowShort: Bool)
        /// RS: `key-file`, a private key in PEM, and `key-id`, by which Prosody finds the public key; both required.
        case rsa(file: Located<SecretLocation>, id: Located<String>)
    }

    init?(_ section: Section, host: String?, _ surroundings: Surroundings) {
        let appID = section.required(
            "app-id", "write the app_id of Prosody's configuration", PlainText.parser(limit: 255))
        let audience = section.value("audience", PlainText.parser(limit: 255))
        subject = section.value("subject", default: host ?? "", PlainText.parser(limit: 255))
        algorithm = section.value(
            "algorithm", default: .HS256, Choice.parser("an algorithm that Prosody verifies"))
        lifetime = Self.lifetime(section)
        let key = Self.key(section, algorithm.value, surroundings)
        furtherKeys = Self.furtherKeys(section, signing: key?.id, surroundings)
        guard let appID, let key else { return nil }
        self.appID = appID
        self.audience =
            audience ?? Located(appID.value, at: section.position, key: section.path(of: "audience"))
        self.key = key
    }

    static func lifetime(_ section: Section) -> Located<Duration> {
        section.value("lifetime", default: .seconds(3600), DurationText.parser(60...86_400))
    }

    private static func key(_ section: Section, _ algorithm: Algorithm, _ surroundings: Surroundings) -> Key?
    {
        let secret = section.value(
            "secret-file", default: surroundings.standardSecret("app-secret"), surroundings.secret)
        let allowShort = section.value("allow-short-secret", default: false, Truth.parse)
        if algorithm.isShared {
            for key in ["key-file", "key-id", "further-keys"] {
                reportUnused(key, section, algorithm, kind: "RS256")
            }
            _ = section.value("key-file", surroundings.secret)
            _ = section.value("key-id", PlainText.parser(limit: 255))
            return .secret(file: secret, allowShort: allowShort.value)
        }
        for key in ["secret-file", "allow-short-secret"] {
            reportUnused(key, section, algorithm, kind: "HS256")
        }
        let file = section.required(
            "key-file", "\(algorithm.rawValue) signs with a private key, name its PEM file",
            surroundings.secret)
        let id = section.required(
            "key-id", "\(algorithm.rawValue) needs the name by which Prosody finds the public key",
            PlainText.parser(limit: 255))
        guard let file, let id else { return nil }
        return .rsa(file: file, id: id)
    }

    /// A key of the other kind of algorithm. Where the algorithm is named it is left over, and a notice; where it is not, the
    /// default would sign with something else than was meant, and that is an error.
    private static func reportUnused(_ key: String, _ section: Section, _ algorithm: Algorithm, kind: String)
    {
        guard section.has(key) else { return }
        let place = section.keyPosition(key)
        if section.has("algorithm") {
            section.findings.notice(
                "is not used with \(algorithm.rawValue)", at: place, key: section.path(of: key))
        } else {
            section.report(
                "is not used with \(algorithm.rawValue), the default: write algorithm: \(kind), or remove the key",
                at: place, key: key)
        }
    }
}
