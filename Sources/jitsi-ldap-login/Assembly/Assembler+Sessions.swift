internal import JitsiToken
internal import Login
internal import Pages
internal import Secrets
internal import Settings

extension Assembler {
    /// The keys that seal sessions, forms, invitations and addresses of photos (`session.key-file`).
    mutating func sealingKeys() -> SealingKeys? {
        let file = configuration.session.keyFile
        guard let secret = secret(file) else { return nil }
        return noting(file) { try SealingKeys(parsing: secret) }
    }

    /// What makes the forms of our pages good for one browser.
    mutating func forms(keys: SealingKeys?, at login: MeetURL?) -> FormTokens? {
        guard let keys, let login else { return nil }
        return noting(configuration.session.keyFile) { try FormTokens(keys: keys, site: login.origin) }
    }

    /// What seals sessions (`session`); nil where there are none.
    func sessions(keys: SealingKeys, at login: MeetURL) -> SessionSeals? {
        guard configuration.keepsSessions else { return nil }
        let session = configuration.session
        let limits = SessionLimits(
            idle: session.idle.value.wholeSeconds, lifetime: session.lifetime.value.wholeSeconds,
            afterKick: session.afterKick.value.wholeSeconds)
        return SessionSeals(keys: keys, limits: limits, site: login.origin)
    }
}

extension Configuration {
    /// Whether a login lasts for more than one room. Without a service account nobody could look up who brings a session.
    var keepsSessions: Bool {
        if case .asUser = directory.bind { return false }
        return session.lifetime.value != .zero
    }
}
