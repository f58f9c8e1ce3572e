/// What a token says: who may enter which room until when, and as what.
///
/// One set of claims serves Jitsi's releases from 2021 on. A null, an empty string or a `*` for the room cannot
/// occur.
public struct Claims: Hashable, Sendable {
    let json: JSONObject

    /// The claims of a token for one person and one meeting.
    ///
    /// - Parameters:
    ///   - issuer: `iss`, Prosody's `app_id`.
    ///   - audience: `aud`, a string.
    ///   - domain: `sub` of rooms without a tenant, the XMPP domain; the tenant takes its place.
    ///   - meeting: the room that the token is for, and its tenant.
    ///   - user: who enters.
    ///   - role: `context.user.affiliation`, `context.user.moderator` and the boolean `moderator`, for the three
    ///     generations of modules that read them; nil leaves out all three, and the first to arrive moderates.
    ///   - features: `context.features`; nil leaves them out, and Jitsi decides by the role.
    ///   - group: `context.group`; nil or empty leaves it out.
    ///   - validity: `iat`, `nbf` and `exp`.
    /// - Throws: `ClaimsProblem.unusable` where issuer, audience or domain are.
    public init(
        issuer: String, audience: String, domain: String, meeting: MeetingAddress, user: User, role: Role?,
        features: Features? = nil, group: String? = nil, validity: Validity
    ) throws(ClaimsProblem) {
        var claims = JSONObject()
        claims.add("iss", try Self.required(issuer, "iss"))
        claims.add("aud", try Self.required(audience, "aud"))
        let domain = try Self.required(domain, "sub")
        claims.add("sub", meeting.tenant?.claim ?? domain)
        claims.add("room", meeting.room.safe)
        claims.add("iat", validity.issuedAt)
        claims.add("nbf", validity.notBefore)
        claims.add("exp", validity.expires)
        if let role { claims.add("moderator", role == .moderator) }

        var context = JSONObject()
        context.add("user", Self.json(user, role))
        context.add("group", group.map { DisplayText.line($0, limit: 255) })
        if let features { context.add("features", features.json) }
        claims.add("context", context)
        json = claims
    }

    private static func json(_ user: User, _ role: Role?) -> JSONObject {
        var json = JSONObject()
        json.add("id", user.id)
        json.add("name", user.name)
        json.add("email", user.email)
        json.add("avatar", user.avatar)
        // Left out rather than false: the module asks for true, and who has no right gets no claim.
        if user.passesLobby { json.add("lobby_bypass", true) }
        if let role {
            json.add("affiliation", role.affiliation)
            // A string: the client takes nothing else below context.user.
            json.add("moderator", role == .moderator ? "true" : "false")
        }
        return json
    }

    private static func required(_ value: String, _ claim: String) throws(ClaimsProblem) -> String {
        guard !value.isEmpty, !DisplayText.hasHiddenCharacters(value) else { throw .unusable(claim: claim) }
        return value
    }
}
