internal import JitsiToken
internal import Login
internal import Secrets
internal import Settings

extension Assembler {
    /// The links of invitations (`invitations`); nil where there are none, or where the problems say why not.
    ///
    /// - Parameters:
    ///   - origin: where the login is visited.
    ///   - meet: where the meetings are.
    ///   - keys: that seal them; nil where a problem says why not.
    func invitations(origin: MeetURL?, meet: MeetURL?, keys: SealingKeys?) -> InvitationLinks? {
        guard let written = configuration.invitations, let keys else { return nil }
        return origin.map {
            InvitationLinks(
                invitations: Invitations(
                    keys: keys, longest: written.longest.value.wholeSeconds,
                    notBefore: written.notBefore?.value),
                origin: $0.origin, tenant: meet?.tenant)
        }
    }
}
