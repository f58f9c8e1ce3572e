extension Configuration {
    /// `session`: how long a login lasts.
    public struct Session: Sendable {
        /// `idle` [2h, or lifetime where that is shorter], 1m to 720h and at most lifetime: how long a session lasts without a visit.
        public let idle: Located<Duration>
        /// `lifetime` [8h], 1m to 720h: how long it lasts at all; 0 means a login for every room.
        public let lifetime: Located<Duration>
        /// `after-kick` [5m], 0, or 1s to 24h: how long after a kick the session lets nobody into a meeting.
        public let afterKick: Located<Duration>
        /// `key-file` [session-key]: the file of the keys that seal sessions, invitations and the addresses of photos;
        /// needed with `lifetime: 0`, too.
        public let keyFile: Located<SecretLocation>
    }
}

extension Configuration.Session {
    /// `asUser`: `directory.bind.as-user`, where there is no service account that could look somebody up.
    init(_ section: Section, asUser: Located<String>?, _ surroundings: Surroundings) {
        let range = 60...720 * 3600
        lifetime = section.value(
            "lifetime", default: .seconds(8 * 3600), DurationText.parser(range, zero: true))
        let standard = lifetime.value == .zero ? .seconds(2 * 3600) : min(.seconds(2 * 3600), lifetime.value)
        idle = section.value("idle", default: standard, DurationText.parser(range))
        afterKick = section.value(
            "after-kick", default: .seconds(300), DurationText.parser(1...24 * 3600, zero: true))
        keyFile = section.value(
            "key-file", default: surroundings.standardSecret("session-key"), surroundings.secret)
        if lifetime.value != .zero, idle.value > lifetime.value {
            section.report(
                "is longer than session.lifetime: write at most that",
                at: idle.position, key: "idle")
        }
        if lifetime.value == .zero {
            for (key, position) in [("idle", idle.position), ("after-kick", afterKick.position)]
            where section.has(key) {
                section.findings.notice(
                    "is not used with session.lifetime: 0, which keeps no sessions", at: position,
                    key: section.path(of: key))
            }
        }
        if let asUser, lifetime.value != .zero {
            section.findings.notice(
                "there are no sessions without a service account, as nobody could look up whether an account is still in "
                    + "order: everybody logs in for every room; write session.lifetime: 0, or a service account",
                at: asUser.position, key: asUser.key)
        }
    }
}
