import Testing

@testable import Pages

/// What somebody is told who asks what a visitor sees.
@Suite struct HeadingTests {
    private static let room = RoomLabel(room: "Standup", tenant: nil)
    private static let pages: [(Page, String)] = [
        (.login(LoginPage(room: room)), "h1"), (.login(LoginPage(room: room, notice: .refused)), "p"),
        (.login(LoginPage(room: room, notice: .incomplete)), "p"),
        (.login(LoginPage(room: room, notice: .tokenNotAccepted)), "p"),
        (.login(LoginPage(room: room, notice: .cameBack)), "p"), (.formRefused(.noCookie, .resume), "h1"),
        (.refused(account: "Alice"), "h1"), (.directoryDown(retryAfter: 1), "h1"),
        (.unforeseen(reference: "1"), "h1"),
        (.accountProblem(AccountProblemPage(.passwordExpired, userName: "alice")), "h1"),
        (.passwordNotice(PasswordNoticePage(.expires(days: 3), room: room, token: "t")), "h1"),
    ]

    @Test("The heading, or the sentence over the form, is the one on the page", arguments: pages)
    func heading(page: Page, element: String) {
        let renderer = PageRenderer(site: Samples.full)
        for language in Language.builtIn {
            let document = StrictDocument(renderer.render(page, language: language).body)
            let shown = document.elements.filter {
                $0.name == element && (element == "h1" || $0.attributes["class"] == "alert")
            }
            #expect(shown.map { $0.text.trimmed } == [renderer.heading(of: page, language: language)])
        }
    }
}
