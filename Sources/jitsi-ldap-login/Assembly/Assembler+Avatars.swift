internal import JitsiToken
internal import Secrets
internal import Settings

extension Assembler {
    /// Where the pictures are (`directory.users.attributes.avatar`); nil where there are none, or where the problems say
    /// why not.
    ///
    /// - Parameters:
    ///   - origin: where photos are served.
    ///   - keys: that seal their addresses; nil where a problem says why not.
    mutating func avatarAddresses(origin: MeetURL?, keys: SealingKeys?) -> AvatarAddresses? {
        guard let key = configuration.directory.users.attributes.avatar,
            let source = noting(key, { try AvatarSource(parsing: key.value) })
        else { return nil }
        if case .asUser = configuration.directory.bind, case .photo = source {
            problems.append(
                key.problem(
                    "needs a service account that reads the photo for the others: write an attribute that holds an "
                        + "address, or an address with {id} or {email-sha256}, or directory.bind.dn"))
            return nil
        }
        var sealing: SealingKeys?
        switch source {
        case .link: break
        case .template(let template):
            // In FIPS mode libcrypto has no MD5: better known now than at the first login.
            guard !template.has(.emailMD5) || hasMD5(key) else { return nil }
        case .photo:
            guard keys != nil else { return nil }
            sealing = keys
        }
        return origin.map { AvatarAddresses(origin: $0.origin, source: source, keys: sealing) }
    }

    private mutating func hasMD5(_ key: Located<String>) -> Bool {
        if (try? Digest.md5([])) != nil { return true }
        problems.append(
            key.problem("has {email-md5}, and this machine's libcrypto has no MD5: write {email-sha256}"))
        return false
    }
}
