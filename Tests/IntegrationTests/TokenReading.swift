import Foundation
import TestSupport
import Testing

/// A token out of a redirect, read by PyJWT, which is none of ours.
struct ReadToken {
    let compact: String
    let claims: [String: Any]

    /// Takes the token out of the answer's Location and verifies it.
    init(_ answer: HTTPAnswer) throws {
        let location = try #require(answer["location"], "status \(answer.status)")
        let range = try #require(location.range(of: "jwt="))
        try self.init(compact: String(location[range.upperBound...].prefix { $0 != "&" && $0 != "#" }))
    }

    init(compact: String) throws {
        self.compact = compact
        let json = try Command.output(
            [
                "/usr/bin/python3", "-c",
                """
                import json, jwt, sys
                token, secret = sys.stdin.read().split("\\n")
                print(json.dumps(jwt.decode(token, secret, algorithms=["HS256"], audience="meet", issuer="meet")))
                """,
            ], input: compact + "\n" + Responder.appSecret)
        claims = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    subscript(_ name: String) -> String? { claims[name] as? String }

    var user: [String: Any] { (claims["context"] as? [String: Any])?["user"] as? [String: Any] ?? [:] }
    var isModerator: Bool? { claims["moderator"] as? Bool }
}
