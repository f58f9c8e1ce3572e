internal import XMPP

/// What a refusal of Prosody means here, and what to do. Its modules say it in words that differ by release, so words
/// are looked for, and every way that fits is named.
struct RefusalAdvice {
    let refusal: JoinRefusal
    let isMember: Bool

    /// One sentence each; never empty.
    var lines: [String] {
        let found = refusal.stage == .login ? login : room
        return found + ["check --jitsi compares the files; journalctl -u prosody has more"]
    }

    private var login: [String] {
        if refusal.condition == "invalid-mechanism" {
            return ["Prosody does not ask for tokens there: authentication = \"token\" in the VirtualHost"]
        }
        let words = refusal.text.lowercased()
        let meanings: [(words: [String], advice: String)] = [
            (["signature"], "another secret: app_secret is not what is in token.secret-file, or another key"),
            (["alg"], "another algorithm: token.algorithm and signature_algorithm differ"),
            (["iss"], "another app id: token.app-id is neither app_id nor in asap_accepted_issuers"),
            (["aud"], "another audience: token.audience is not in asap_accepted_audiences"),
            (["exp"], "the token has run out: the clocks of this machine and of Prosody's differ"),
            (
                ["nbf", "not before"],
                "the token does not hold yet: the clocks of this machine and of Prosody's differ"
            ),
            (
                ["kid", "public key", "pem"],
                "Prosody finds no public key for token.key-id: asap_key_server, cache_keys_url"
            ),
            (["sub", "domain"], "another domain: token.subject is not the XMPP domain"),
            (["room"], "the token's room: asap_require_room_claim, or another release's rules"),
        ]
        let fitting = meanings.filter { meaning in meaning.words.contains { words.contains($0) } }.map(
            \.advice)
        return fitting.isEmpty
            ? ["secret, app id, algorithm, audience, or the clock: Prosody does not say which"] : fitting
    }

    private var room: [String] {
        let noRooms = ["there are no rooms at this domain: say --rooms, such as muc.meet.jitsi"]
        switch refusal.condition {
        // Prosody without mod_s2s says so of every domain that is not its own.
        case "not-allowed" where refusal.text.lowercased().contains("remote domain"): return noRooms
        case "not-allowed" where isMember:
            return [
                "token.subject is not the domain of the rooms (enable_domain_verification)",
                "or token_owner_party: a member may not enter before a moderator; try --moderator",
                "or only jicofo may open rooms, and it did not (restrict_room_creation)",
            ]
        case "not-allowed":
            return [
                "token.subject is not the domain of the rooms (enable_domain_verification)",
                "or only jicofo may open rooms, and it did not (restrict_room_creation)",
            ]
        case "not-authorized": return ["the room has a password"]
        case "registration-required": return ["the room has a lobby, or is for members only"]
        case "service-unavailable", "remote-server-not-found", "item-not-found": return noRooms
        default: return ["the rooms' component has a rule of its own: \(refusal.condition)"]
        }
    }
}
