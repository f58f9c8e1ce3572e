import Settings
import Testing

@Suite("The section invitations")
struct InvitationsTests {
    @Test("turns them on by being there; its keys have defaults")
    func defaults() throws {
        #expect(try Sample.load().invitations == nil)
        let configuration = try Sample.load(Sample.file + "invitations: {}\n")
        let invitations = try #require(configuration.invitations)
        #expect(invitations.longest.value == .seconds(720 * 3600))
        #expect(invitations.notBefore == nil)
        #expect(configuration.notices.isEmpty)
    }

    @Test(
        "takes a moment with its offset",
        arguments: [
            ("2026-11-21T09:00:00Z", 1_795_251_600), ("2026-11-21T10:00:00+01:00", 1_795_251_600),
        ])
    func moments(text: String, seconds: Int) throws {
        let file = Sample.file + "invitations: {longest: 24h, not-before: \"\(text)\"}\n"
        let invitations = try #require(try Sample.load(file).invitations)
        #expect(invitations.notBefore?.value == seconds)
        #expect(invitations.longest.value == .seconds(86_400))
    }

    @Test(
        "is refused where it cannot be",
        arguments: [
            ("{longest: 31d}", "invitations.longest"), ("{longest: 721h}", "1m to 720h"),
            ("{longest: 0}", "invitations.longest"),
            ("{not-before: yesterday}", "is not a moment"),
            ("{not-before: 2026-11-21T09:00:00}", "does not say by which clock"),
            ("{notbefore: 2026-11-21T09:00:00Z}", "not-before"), ("true", "it wants keys"),
        ])
    func wrong(text: String, says: String) {
        let problems = Sample.problems(Sample.file + "invitations: \(text)\n")
        #expect(problems.count == 1 && problems[0].contains(says), "\(problems)")
    }
}
