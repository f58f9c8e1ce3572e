import Foundation
import TestSupport
import Testing

@Suite("A real Prosody")
struct ProsodyTests {
    private static let site = Result { try MeetSite() }
    private static let prosody = Result {
        try Prosody(appID: "meet", secret: Responder.appSecret)
    }

    @Test(
        "lets somebody with the token of a visit into that room, as owner or member by their groups",
        arguments: [
            ("alice", Prosody.JoinResult.joined(affiliation: "owner", role: "moderator")),
            ("bob", .joined(affiliation: "member", role: "participant")),
        ])
    func joins(uid: String, expected: Prosody.JoinResult) throws {
        let token = try token(for: uid, at: "/_login/to/R%C3%A9union")
        #expect(try Self.prosody.get().join(room: "r%c3%a9union", token: token) == expected)
    }

    @Test("refuses the token of a visit for any other room")
    func otherRoom() throws {
        let token = try token(for: "alice", at: "/_login/to/Standup")
        let result = try Self.prosody.get().join(room: "boardroom", token: token)
        guard case .refused(.room, _) = result else {
            Issue.record("expected a refusal at the room, got \(result)")
            return
        }
    }

    private func token(for uid: String, at path: String) throws -> String {
        try ReadToken(Self.site.get().login(path, as: uid)).compact
    }
}
