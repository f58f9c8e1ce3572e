extension Configuration {
    /// `jaas`: the meetings are at 8x8's service (Jitsi as a Service, https://8x8.vc), the login is on a host of one's own.
    ///
    /// The service sets most of what the tokens say; see ``Token``.
    public struct JaaS: Sendable {
        /// `app-id`, required: the AppID, the tenant that all rooms are in; the claim sub.
        public let appID: Located<String>
        /// `key-id`, required: the kid, `<app-id>/<key>`.
        public let keyID: Located<String>
        /// `login-url`, required: where the login is visited.
        public let loginURL: Located<Origin>
    }
}

extension Configuration.JaaS {
    /// Where the service answers.
    static let service = Configuration.Origin(host: "8x8.vc", port: nil)
    /// `iss`, of every customer.
    static let issuer = "chat"
    /// `aud`, likewise.
    static let audience = "jitsi"
    private static let prefix = "vpaas-magic-cookie-"

    /// Nil where the file has no such section, or it is wrong.
    init?(_ section: Section) {
        guard section.isWritten else { return nil }
        let appID = section.required(
            "app-id", "write the AppID that the JaaS console shows, \(Self.prefix)…", Self.parseAppID)
        let keyID = section.required(
            "key-id", "write the id of the API key that the JaaS console shows"
        ) { (text: String) throws(Invalid) in try Self.parseKeyID(text, appID: appID?.value) }
        let loginURL = section.required(
            "login-url", "write where this login is visited, https://login.example.org",
            Configuration.Origin.parse)
        if let loginURL, loginURL.value == Self.service {
            section.report(
                "is where the meetings are: write your own host, on which nginx hands /_login to the responder",
                at: loginURL.position, key: "login-url")
        }
        guard let appID, let keyID, let loginURL else { return nil }
        self.appID = appID
        self.keyID = keyID
        self.loginURL = loginURL
    }

    /// A label that is in an address and in a claim as it stands: no other spelling of it exists.
    private static func parseAppID(_ text: String) throws(Invalid) -> String {
        let id = text.dropFirst(prefix.count)
        guard text.hasPrefix(prefix), (1...44).contains(id.utf8.count), id.utf8.allSatisfy(isLowerOrDigit)
        else {
            throw Invalid(
                "\(quoted(text)) is not an AppID: write it as the JaaS console shows it, \(prefix)1fc542a3…")
        }
        return text
    }

    /// The key's own id, or the whole kid.
    private static func parseKeyID(_ text: String, appID: String?) throws(Invalid) -> String {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let id = parts.last, (1...2).contains(parts.count), (1...64).contains(id.utf8.count),
            id.utf8.allSatisfy({
                isLowerOrDigit($0) || (0x41...0x5A).contains($0) || $0 == 0x2D || $0 == 0x5F
            })
        else {
            throw Invalid(
                "\(quoted(text)) is not the id of an API key: write it as the JaaS console shows it, 4f4910")
        }
        guard let appID else { return text }
        guard parts.count == 1 || parts[0] == appID else {
            throw Invalid("\(quoted(text)) is the key of another AppID than jaas.app-id: correct one of them")
        }
        return "\(appID)/\(id)"
    }

    private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
}
