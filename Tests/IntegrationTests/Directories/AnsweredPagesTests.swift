import Foundation
import TestSupport
import Testing

@Suite("What a directory says of an account, on the page and in the log")
struct AnsweredPagesTests {
    private static let site = Result {
        try MeetSite(slapd: Slapd.withPasswordPolicy(), directory: { $0.section() }, more: "")
    }

    @Test("is told to its owner alone, and a locked account looks like a wrong password")
    func pages() throws {
        let site = try Self.site.get()
        func page(_ uid: String, _ password: String? = nil) throws -> HTTPAnswer {
            try site.login("/_login/to/Standup", as: uid, password: password)
        }
        let wrong = try page("fresh", "wrong")
        // Nothing differs but the name in the field.
        let uniform = wrong.bodyWithoutToken.replacingOccurrences(of: "\"fresh\"", with: "")
        for (uid, password) in [
            ("locked", "locked secret"), ("locked", "wrong"), ("expired", "wrong"), ("mustchange", "wrong"),
            ("nobody", "wrong"), ("over", "over secret"),
        ] {
            let answer = try page(uid, password)
            #expect(answer.status == wrong.status, "\(uid)")
            #expect(
                answer.bodyWithoutToken.replacingOccurrences(of: "\"\(uid)\"", with: "") == uniform, "\(uid)")
        }
        for uid in ["expired", "mustchange"] {
            let answer = try page(uid)
            #expect(answer["location"] == nil)
            #expect(!answer.body.contains("jwt") && answer.bodyWithoutToken != uniform)
        }
        #expect(try page("fresh").status == 303)
        // The notice comes first, and then the way on.
        let expiring = try page("expiring")
        #expect(expiring.status == 200 && expiring["location"] == nil)
        #expect(expiring.body.contains("3 days"), "\(expiring.body)")

        let lines = site.responder.log.split(separator: "\n").filter { $0.contains(">login ") }
        for words in [
            "outcome=refused reason=locked", "outcome=account-problem reason=password-expired",
            "outcome=account-problem reason=must-change", "notice=expires-in-3d",
        ] {
            let parts = words.split(separator: " ")
            #expect(
                lines.contains { line in parts.allSatisfy { line.contains($0) } }, "\(words) in \(lines)")
        }
    }
}
