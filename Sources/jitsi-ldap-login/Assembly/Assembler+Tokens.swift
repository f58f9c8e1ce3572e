internal import JitsiToken
internal import Login
internal import Secrets
internal import Settings

extension Assembler {
    /// What makes the tokens (`token`, `access.features`).
    mutating func tokens() -> TokenMinter? {
        let token = configuration.token
        guard let signer = signer(token) else { return nil }
        return TokenMinter(
            signer: signer, issuer: token.appID.value, audience: token.audience.value,
            domain: token.subject.value, lifetime: token.lifetime.value.wholeSeconds,
            features: featureRights,
            tenant: configuration.jaas.flatMap { try? Tenant(segment: $0.appID.value) })
    }

    /// What the tokens say about rights; nil where they say nothing. With `jaas` they must.
    var featureRights: FeatureRights? {
        if let written = configuration.access.features { return FeatureRights(written) }
        return configuration.jaas == nil ? nil : FeatureRights()
    }

    private mutating func signer(_ token: Configuration.Token) -> Signer? {
        guard let algorithm = Algorithm(rawValue: token.algorithm.value.rawValue) else {
            problems.append(token.algorithm.problem("is not an algorithm of this release"))
            return nil
        }
        switch token.key {
        case .secret(let file, let allowShort):
            guard let secret = secret(file) else { return nil }
            return noting(file) {
                try Signer(sharedSecret: secret, algorithm: algorithm, allowingShortSecret: allowShort)
            }
        case .rsa(let file, let id):
            guard let key = secret(file) else { return nil }
            return noting(file) { try Signer(privateKey: key, algorithm: algorithm, keyID: id.value) }
        }
    }
}

extension FeatureRights {
    init(_ features: Configuration.Features) {
        self.init(moderator: features.moderator, member: features.member, guest: features.guest)
    }
}
