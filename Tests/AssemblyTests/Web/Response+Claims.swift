import Foundation
import Testing

@testable import FastCGI

extension Response {
    /// The claims of the token that a redirect carries, or a page in its place.
    func claims() throws -> [String: Any] {
        let place = header("Location") ?? text
        let token = try #require(place.firstMatch(of: /ey[\w-]+\.([\w-]+)\.[\w-]+/), "status \(status)")
        var payload = String(token.1).replacing("-", with: "+").replacing("_", with: "/")
        while payload.count % 4 != 0 { payload += "=" }
        let data = try #require(Data(base64Encoded: payload))
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// What it says of the person.
    func userClaims() throws -> [String: Any] { try context()["user"] as? [String: Any] ?? [:] }

    /// The features that it grants and denies; nil where it says nothing about them.
    func features() throws -> [String: Bool]? { try context()["features"] as? [String: Bool] }

    private func context() throws -> [String: Any] { try claims()["context"] as? [String: Any] ?? [:] }
}
