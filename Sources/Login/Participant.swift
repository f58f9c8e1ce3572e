internal import Secrets

/// Somebody who gets a token, by whichever way they came.
public enum Participant: Sendable, Equatable {
    /// Signed in with an account of the directory.
    case account(Account, Role)
    /// Came without an account, where the room's rule lets guests in. Always a member.
    case guest(id: String, name: String)
    /// Came by an invitation, which says the role and whether the lobby is passed.
    case invited(id: String, name: String, Role, passesLobby: Bool)

    /// A guest who calls themselves `name`, with an id of their own, made for this one entry.
    ///
    /// - Parameter name: in one line, as the others are to see it.
    public static func guest(named name: String) -> Participant {
        .guest(id: "guest-" + RandomText.identifier(length: idLength), name: name)
    }

    /// 80 bits: nobody meets their own id again, nor guesses another's.
    private static let idLength = 16

    /// What they are in the room.
    public var role: Role {
        switch self {
        case .account(_, let role), .invited(_, _, let role, _): role
        case .guest: .member
        }
    }

    /// The id that Jitsi sees.
    public var id: String {
        switch self {
        case .account(let account, _): account.id
        case .guest(let id, _), .invited(let id, _, _, _): id
        }
    }
}
