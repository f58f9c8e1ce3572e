/// Who somebody is, as the other participants will see it (`context.user`).
///
/// mod_presence_identity shows every value of it to the whole room: nothing private belongs here.
public struct User: Hashable, Sendable {
    /// A stable id: always a string, at most 255 bytes.
    public let id: String
    /// The name to show, in one line without control characters, at most 200 bytes.
    public let name: String?
    /// The e-mail address, at most 254 bytes (RFC 5321, 4.5.3.1.3).
    public let email: String?
    /// The https address of a picture, at most 1,024 bytes.
    public let avatar: String?
    /// Whether a lobby is passed (`lobby_bypass`, a boolean, for the contributed module token_lobby_bypass).
    public let passesLobby: Bool

    /// A user whose values come from a directory: names are cleaned and cut; what is empty, and an e-mail address or
    /// a picture that cannot be one, is left out, as a cut address would be somebody else's.
    ///
    /// - Throws: `ClaimsProblem.unusableID`: an id is never cleaned, as two people might end with the same.
    public init(
        id: String, name: String? = nil, email: String? = nil, avatar: String? = nil,
        passesLobby: Bool = false
    ) throws(ClaimsProblem) {
        guard let id = Self.whole(id, limit: 255) else { throw .unusableID }
        self.id = id
        self.passesLobby = passesLobby
        self.name = name.map { DisplayText.line($0, limit: 200) }.flatMap { $0.isEmpty ? nil : $0 }
        self.email = email.flatMap { Self.whole($0, limit: 254) }
        self.avatar = avatar.flatMap { Self.whole($0, limit: 1024) }
            .flatMap { $0.lowercased().hasPrefix("https://") ? $0 : nil }
    }

    /// `text` without white space at its ends, where it fits and hides nothing.
    private static func whole(_ text: String, limit: Int) -> String? {
        let text = DisplayText.trimmed(text)
        let fits = (1...limit).contains(text.utf8.count) && !DisplayText.hasHiddenCharacters(text)
        return fits ? text : nil
    }
}
