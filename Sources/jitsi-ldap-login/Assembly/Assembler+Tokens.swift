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
            domain: token.subject.value, lifetime: Int(token.lifetime.value.components.seconds),
            features: features(), tenant: configuration.jaas.flatMap { try? Tenant(segment: $0.appID.value) })
    }

    /// What the tokens say about rights; nil where they say nothing. With `jaas` they must.
    private func features() -> [Login.Role: Features]? {
        let written = configuration.access.features
        guard written != nil || configuration.jaas != nil else { return nil }
        return [
            .moderator: Features(of: .moderator, overrides: Self.overrides(written?.moderator ?? [:])),
            .member: Features(of: .member, overrides: Self.overrides(written?.member ?? [:])),
        ]
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

    private static func overrides(_ features: [String: Bool]) -> [Feature: Bool] {
        // Names that are no feature were refused with the file.
        Dictionary(
            features.compactMap { name, granted in Feature(rawValue: name).map { ($0, granted) } },
            uniquingKeysWith: { $1 })
    }
}
