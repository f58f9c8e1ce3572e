/// Every key that a configuration file may hold, by the path of its section; the top level has the empty path.
///
/// ``Section`` refuses what is not here, and an unknown key is compared with all of it for a hint.
enum KnownKeys {
    static let bySection: [String: [String]] = [
        "": [
            "meet", "jaas", "listen", "token", "directory", "access", "rooms", "throttle", "session",
            "invitations", "pages",
        ],
        "meet": ["url", "delivery"],
        "listen": ["socket", "mode", "group", "workers"],
        "token": [
            "app-id", "audience", "subject", "algorithm", "secret-file", "allow-short-secret", "key-file",
            "key-id", "further-keys", "lifetime",
        ],
        "token.further-keys": ["key-id", "public-key-file"],
        "jaas": ["app-id", "key-id", "login-url"],
        "directory": [
            "kind", "servers", "start-tls", "plain-text", "connections", "ca-file", "ca-directory", "pin",
            "timeout",
            "bind", "users", "groups",
        ],
        "directory.bind": [
            "dn", "password-file", "sasl", "certificate-file", "key-file", "anonymous", "as-user",
        ],
        "directory.users": ["base", "filter", "attributes"],
        "directory.users.attributes": ["id", "name", "email", "avatar"],
        "directory.groups": ["attribute", "search", "nested"],
        "directory.groups.search": ["base", "filter"],
        "access": ["allow", "moderators", "features"],
        "access.features": ["moderator", "member", "guest"],
        "access.features.moderator": features,
        "access.features.member": features,
        "access.features.guest": features,
        "rooms": [
            "match", "allow", "moderators", "features", "guests", "lobby-bypass", "opens", "closes", "zone",
            "lifetime",
        ],
        "rooms.features": ["moderator", "member", "guest"],
        "rooms.features.moderator": features,
        "rooms.features.member": features,
        "rooms.features.guest": features,
        "throttle": [
            "enabled", "remembered", "address", "account", "device", "guests", "invitations",
        ],
        "throttle.address": ["refused", "per", "except"],
        "throttle.account": ["tries", "window"],
        "throttle.device": ["tries", "known-for"],
        "throttle.guests": ["joins", "per"],
        "throttle.invitations": ["joins", "opens", "per"],
        "session": ["idle", "lifetime", "after-kick", "key-file"],
        "invitations": ["longest", "not-before"],
        "pages": [
            "organisation", "logo", "languages", "help-url", "forgot-password-url", "password-change-url",
            "imprint-url", "privacy-url",
        ],
    ]

    /// The features that Jitsi Meet reads in `context.features` of a token.
    static let features = [
        "branding", "calendar", "create-polls", "file-upload", "flip", "inbound-call", "list-visitors",
        "live-translation", "livestreaming", "lobby", "moderation", "outbound-call", "recording", "room",
        "screen-sharing", "send-groupchat", "sip-inbound-call", "sip-outbound-call", "transcription",
    ]

    /// The sections that know `key`, in a fixed order.
    static func sections(knowing key: String) -> [String] {
        bySection.filter { $0.value.contains { NearName.folded($0) == NearName.folded(key) } }.keys.sorted()
    }
}
