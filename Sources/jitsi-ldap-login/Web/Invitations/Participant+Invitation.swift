internal import Login
internal import Secrets

extension Participant {
    /// Who joins by an invitation. The id is the same each time, so that a reload is no second participant; people who share
    /// a link and differ by name have different ones.
    ///
    /// - Parameter access: that of the room. Where whoever arrives first moderates, no token says who does.
    static func invited(
        by invitation: Invitation, named name: String, under access: AccessRules
    ) throws(CryptoFailure) -> Participant {
        let isLeftToJitsi = access.moderators == .firstToArrive && invitation.role == .moderator
        let hash = try Digest.sha256(Array("\(invitation.id)\0\(name)".utf8)).prefix(8)
        return .invited(
            id: "invited-" + Hexadecimal.encode(hash), name: name,
            isLeftToJitsi ? .firstToArrive : invitation.role, passesLobby: invitation.passesLobby)
    }
}
