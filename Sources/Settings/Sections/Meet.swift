extension Configuration {
    /// `meet`: where Jitsi Meet is.
    public struct Meet: Sendable {
        /// `url`, required; with `jaas` [https://8x8.vc]: where Jitsi Meet answers; the only place that a token is ever sent to.
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
        /// In the fragment, `#jwt=…`, which no web server sees: Jitsi Meet reads it since stable-9584.
        case fragment
    }

    /// `isJaaS`: the file has a section `jaas`, right or wrong.
    init?(_ section: Section, isJaaS: Bool) {
        let url =
            isJaaS
            ? section.value("url", default: Configuration.JaaS.service, Self.parseService)
            : section.required(
                "url", "write where Jitsi Meet answers, https://meet.example.org", Configuration.Origin.parse)
        delivery = section.value("delivery", default: .query, Self.parseDelivery).value
        guard let url else { return nil }
        self.url = url
    }

    /// With `jaas` nobody else gets a token.
    private static func parseService(_ text: String) throws(Invalid) -> Configuration.Origin {
        let origin = try Configuration.Origin.parse(text)
        guard origin == Configuration.JaaS.service else {
            throw Invalid(
                "\(quoted(text)) is not where JaaS has its meetings, \(Configuration.JaaS.service): remove the key, "
                    + "and write your own host as jaas.login-url")
        }
        return origin
    }

    private static func parseDelivery(_ text: String) throws(Invalid) -> Delivery {
        guard let delivery = Delivery(rawValue: text) else {
            throw Invalid("\(quoted(text)) is not a way of delivery: write query or fragment")
        }
        return delivery
    }
}
