import Foundation
import TestSupport
import Testing

@Suite("Invitations are revoked")
struct RevocationTests {
    /// Puts a file into the place of the configuration, or of the key, and waits until it is in force.
    private func reload(_ site: MeetSite, _ more: String, key: String = Responder.sessionKey) throws {
        try Responder.write(
            to: site.responder.folder, meetURL: site.origin, directory: Responder.directory(site.slapd),
            more: Responder.access + "\n" + more)
        try site.responder.folder.write(key, to: "session-key", mode: 0o600)
        let before = site.responder.log.components(separatedBy: "reloaded").count
        site.responder.signal(SIGHUP)
        try #require(
            eventually { site.responder.log.components(separatedBy: "reloaded").count > before })
    }

    private func joins(_ site: MeetSite, _ path: String) throws -> Bool {
        let answer = try site.post(path, ["join": "1"])
        #expect(answer.status == 303 || answer.status == 404 && answer.body.contains("does not hold"))
        return answer["location"] != nil
    }

    @Test("by not-before and a reload: those made before, and none made after")
    func notBefore() throws {
        let site = try InvitingSite.make()
        let before = try site.invitation("--room", "R", "--name", "J")
        #expect(try joins(site, before))
        // The moment is in whole seconds: what was made in the same one still holds.
        let moment = Int(Date.now.timeIntervalSince1970) + 1
        #expect(eventually { Int(Date.now.timeIntervalSince1970) > moment })
        let text = ISO8601DateFormatter().string(from: Date(timeIntervalSince1970: TimeInterval(moment)))
        try reload(site, "invitations: {not-before: \"\(text)\"}")
        #expect(try !joins(site, before))
        #expect(site.responder.log.contains("outcome=revoked"))
        #expect(try joins(site, try site.invitation("--room", "R", "--name", "J")))
        try reload(site, "invitations: {}")
        #expect(try joins(site, before))
    }

    @Test("with their key: not while it is in the file, in whichever place, and at once when it is gone")
    func key() throws {
        let site = try InvitingSite.make()
        let old = try site.invitation("--room", "R", "--name", "J")
        let new = "YW5vdGhlciB0aGlydHktdHdvIGJ5dGVzIG9mIGEga2U=\n"
        try reload(site, "invitations: {}", key: new + Responder.sessionKey)
        #expect(try joins(site, old))
        let sealedNew = try site.invitation("--room", "R", "--name", "J")
        #expect(try joins(site, sealedNew))
        try reload(site, "invitations: {}", key: new)
        #expect(try !joins(site, old))
        #expect(try joins(site, sealedNew))
        #expect(site.responder.log.contains("outcome=unreadable"))
    }
}
