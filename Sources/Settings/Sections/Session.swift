extension Configuration {
    /// `session`: how long a login lasts.
    public struct Session: Sendable {
        /// `idle` [2h, or lifetime where that is shorter], 1m to 720h and at most lifetime: how long a session lasts without a visit.
        public let idle: Located<Duration>
        /// `lifetime` [8h], 1m to 720h: how long it lasts at all; 0 means a login for every room.
        public let lifetime: Located<Duration>
        /// `key-file` [session-key]: the file of the keys that seal the addresses of photos and invitations, and later sessions and forms.
        public let keyFile: Located<SecretLocation>
    }
}

extension Configuration.Session {
    /// `usesKey`: `key-file` is used, for the addresses of people's pictures or for invitations.
    init(_ section: Section, usesKey: Bool, _ surroundings: Surroundings) {
        let range = 60...720 * 3600
        lifetime = section.value(
            "lifetime", default: .seconds(8 * 3600), DurationText.parser(range, zero: true))
        let standard = lifetime.value == .zero ? .seconds(2 * 3600) : min(.seconds(2 * 3600), lifetime.value)
        idle = section.value("idle", default: standard, DurationText.parser(range))
        keyFile = section.value(
            "key-file", default: surroundings.standardSecret("session-key"), surroundings.secret)
        if lifetime.value != .zero, idle.value > lifetime.value {
            section.report(
                "is longer than session.lifetime: write at most that",
                at: idle.position, key: "idle")
        }
        if section.has("idle") || section.has("lifetime") || (section.isWritten && !usesKey) {
            section.findings.notice(
                "sessions are not built in yet; everybody logs in for every room", at: section.position,
                key: section.path)
        }
    }
}
