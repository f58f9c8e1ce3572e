extension Configuration {
    /// `meet`: where Jitsi Meet is.
    public struct Meet: Sendable {
        /// `url`, required: where Jitsi Meet answers; the only place that a token is ever sent to.
        public let url: Located<Origin>
        /// `delivery` [query]: how the token travels there.
        public let delivery: Delivery
    }
}

extension Configuration.Meet {
    /// How a token travels to Jitsi Meet.
    public enum Delivery: String, Sendable {
        /// In the query, `?jwt=…`: every release of Jitsi Meet reads it.
        case query
    }

    init?(_ section: Section) {
        let url = section.required(
            "url", "write where Jitsi Meet answers, https://meet.example.org", Configuration.Origin.parse)
        delivery = section.value("delivery", default: .query, Self.parseDelivery).value
        guard let url else { return nil }
        self.url = url
    }

    private static func parseDelivery(_ text: String) throws(Invalid) -> Delivery {
        guard text != "fragment" else {
            throw Invalid("\"fragment\" is not supported by this release yet: write query, or remove the key")
        }
        guard let delivery = Delivery(rawValue: text) else {
            throw Invalid("\(quoted(text)) is not a way of delivery: write query")
        }
        return delivery
    }
}
