import Foundation
import Testing

@testable import Pages

/// The pages about an account or its password.
@Suite struct AccountPageTests {
    private func document(_ page: Page, site: Site = Samples.full, _ language: Language = .english)
        -> StrictDocument
    {
        StrictDocument(PageRenderer(site: site).render(page, language: language).body)
    }

    /// The buttons in their order: the words without what only a screen reader hears.
    private func steps(_ page: Page, site: Site = Samples.full) -> [String] {
        document(page, site: site).elements.filter {
            $0.attributes["class"]?.hasPrefix("button") == true
        }.map { String($0.text.prefix { $0 != "(" }).trimmed }
    }

    private static let rows: [(AccountProblem, [String])] = [
        (.expired, ["Sign in again"]), (.disabled, ["Sign in again"]), (.notNow, ["Sign in again"]),
        (.passwordExpired, ["Change password", "Sign in again"]),
        (.mustChangePassword, ["Change password", "Sign in again"]),
    ]

    @Test(
        "What keeps an account out is said with what to do; a new password is offered where it helps",
        arguments: rows)
    func problems(_ problem: AccountProblem, _ buttons: [String]) {
        let page = Page.accountProblem(AccountProblemPage(problem, userName: "alice"))
        #expect(steps(page) == buttons)
        #expect(steps(page, site: Samples.plain) == ["Sign in again"])
        let shown = document(page).elements
        #expect(shown.filter { $0.attributes["class"] == "button first" }.count == 1)
        for language in Language.builtIn {
            let document = document(page, language)
            let lead = document.elements.first { $0.attributes["class"] == "lead" }?.text ?? ""
            #expect(lead.contains(language == .english ? "Please" : "Bitte") || lead.contains("Then"))
        }
    }

    @Test("Each reason has a page of its own in each language")
    func distinct() {
        for language in Language.builtIn {
            let headings = AccountProblem.allCases.map {
                document(.accountProblem(AccountProblemPage($0, userName: "")), language).all("h1")[0].text
            }
            #expect(Set(headings).count == AccountProblem.allCases.count, "\(headings)")
        }
    }

    @Test("Where a password is changed opens beside the page, and is told nothing of it")
    func changePassword() throws {
        for page in [
            Page.accountProblem(AccountProblemPage(.passwordExpired, userName: "alice")),
            .passwordNotice(PasswordNoticePage(.graceLogins(1), room: Samples.room, token: "a.b.c")),
        ] {
            let button = try #require(
                document(page).all("a").first { $0.attributes["class"] == "button first" })
            #expect(button.attributes["href"] == "https://account.example.org/change")
            #expect(button.attributes["target"] == "_blank")
            #expect(button.attributes["rel"] == "noopener noreferrer")
        }
        let mail = Site(
            meet: Samples.origin, links: .init(changePassword: Link(external: "mailto:it@example.org")))
        let page = Page.accountProblem(AccountProblemPage(.passwordExpired, userName: "alice"))
        let button = document(page, site: mail).all("a").first
        #expect(button?.attributes == ["class": "button first", "href": "mailto:it@example.org"])
    }

    @Test("The form again has the name that was typed, and the password has the focus")
    func nameKept() throws {
        let page = Page.accountProblem(AccountProblemPage(.expired, userName: "zoë"))
        let hidden = try #require(document(page).all("input").first { $0.attributes["name"] == "again" })
        #expect(hidden.attributes["value"] == "zoë" && hidden.attributes["type"] == "hidden")
        let nameless = Page.accountProblem(AccountProblemPage(.expired, userName: ""))
        #expect(document(nameless).all("input").isEmpty)

        let inputs = document(.login(LoginPage(room: Samples.room, userName: "zoë"))).all("input").dropFirst(
            2)
        #expect(inputs.map { $0.attributes["value"] } == ["zoë", nil, "1"])
        #expect(inputs.map { $0.attributes["autofocus"] != nil } == [false, true, false])
        #expect(inputs.allSatisfy { $0.attributes["aria-invalid"] == nil })
    }

    private static let sentences: [(PasswordNoticePage.Notice, String, String)] = [
        (.expires(days: -1), "Your password expires in less than a day", "in weniger als einem Tag ab"),
        (.expires(days: 0), "Your password expires in less than a day", "in weniger als einem Tag ab"),
        (.expires(days: 1), "Your password expires in one day", "in einem Tag ab"),
        (.expires(days: 2), "Your password expires in 2 days", "in 2 Tagen ab"),
        (.expires(days: .max), "Your password expires in 9999 days", "in 9999 Tagen ab"),
        (.graceLogins(-1), "This was the last time", "Das war die letzte Anmeldung damit."),
        (.graceLogins(0), "This was the last time", "Das war die letzte Anmeldung damit."),
        (.graceLogins(1), "You can sign in with it one more time.", "damit noch einmal anmelden."),
        (.graceLogins(2), "You can sign in with it 2 more times.", "damit noch 2-mal anmelden."),
        (.graceLogins(.max), "it 9999 more times.", "noch 9999-mal anmelden."),
    ]

    @Test(
        "A password that will not do for long is spoken of in words that fit the number", arguments: sentences
    )
    func notice(_ notice: PasswordNoticePage.Notice, _ english: String, _ german: String) {
        let page = Page.passwordNotice(PasswordNoticePage(notice, room: Samples.room, token: "a.b.c"))
        for (language, words) in [(Language.english, english), (.german, german)] {
            let main = document(page, language).all("main")[0].text
            #expect(main.contains(words), "\(main)")
            #expect(main.contains("Réunion"))
        }
    }

    @Test(
        "The way on is a form that posts the token to its own address: no address holds it, and no script is needed"
    )
    func wayOn() throws {
        let page = Page.passwordNotice(
            PasswordNoticePage(.expires(days: 3), room: Samples.room, token: "eyJ.pay-load_.sig"))
        #expect(steps(page) == ["Change password", "Continue to the meeting"])
        #expect(steps(page, site: Samples.plain) == ["Continue to the meeting"])
        let rendered = PageRenderer(site: Samples.full).render(page, language: .german)
        let document = StrictDocument(rendered.body)
        let field = document.all("input")
        #expect(
            field.map(\.attributes) == [
                ["type": "hidden", "name": "token", "value": "eyJ.pay-load_.sig"],
                ["type": "hidden", "name": "form", "value": Samples.formToken],
            ])
        #expect(rendered.text.components(separatedBy: "eyJ").count == 2)
        #expect(document.all("form").map(\.attributes) == [["method": "post"]])
        let button = try #require(document.all("button").first)
        #expect(document.all("button").count == 1)
        #expect(button.attributes["name"] == "lang" && button.attributes["value"] == "de")
        #expect(rendered.header("Cache-Control") == "no-store")
    }

    @Test("A token that comes back too late is answered with the form, which says so and blames no field")
    func tooLate() {
        let page = LoginPage(room: Samples.room, notice: .tokenNotAccepted)
        let document = document(.login(page))
        let alert = document.elements.first { $0.attributes["role"] == "alert" }
        #expect(alert?.text == "Your entry pass has expired or was not accepted. Please sign in again.")
        let inputs = document.all("input").dropFirst(2)
        #expect(inputs.allSatisfy { $0.attributes["aria-invalid"] == nil })
        #expect(inputs.map { $0.attributes["autofocus"] != nil } == [true, false, false])
    }
}
