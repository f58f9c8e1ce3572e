import Foundation
import TestSupport
import Testing

/// A token out of a redirect, read by PyJWT, which is none of ours.
struct ReadToken {
    let compact: String
    let claims: [String: Any]

    /// Takes the token out of the answer's Location and verifies it.
    init(_ answer: HTTPAnswer, audience: String = "meet") throws {
        try self.init(
            address: try #require(answer["location"], "status \(answer.status)"), audience: audience)
    }

    /// The same with the address that has it.
    init(address: String, audience: String = "meet") throws {
        let range = try #require(address.range(of: "jwt="), "\(address)")
        try self.init(
            compact: String(address[range.upperBound...].prefix { $0 != "&" && $0 != "#" }),
            audience: audience)
    }

    init(compact: String, audience: String = "meet") throws {
        self.compact = compact
        let json = try Command.output(
            [
                "/usr/bin/python3", "-c",
                """
                import json, jwt, sys
                token, secret = sys.stdin.read().split("\\n")
                print(json.dumps(jwt.decode(token, secret, algorithms=["HS256"], audience="\(audience)", issuer="meet")))
                """,
            ], input: compact + "\n" + Responder.appSecret)
        claims = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    subscript(_ name: String) -> String? { claims[name] as? String }

    var user: [String: Any] { (claims["context"] as? [String: Any])?["user"] as? [String: Any] ?? [:] }
    var features: [String: Bool]? {
        (claims["context"] as? [String: Any])?["features"] as? [String: Bool]
    }

    /// How many seconds a moment lies behind another.
    func seconds(_ moment: String, after earlier: String) -> Int? {
        guard let one = claims[moment] as? Int, let other = claims[earlier] as? Int else { return nil }
        return one - other
    }

    var isModerator: Bool? { claims["moderator"] as? Bool }
}
