import Testing

@testable import Pages

@Suite("A guest's name")
struct GuestNameTests {
    @Test(
        "is shown in one line, without what cannot be seen or reorders a line",
        arguments: [
            ("Jane", "Jane"), ("  Jane \t Doe\r\n", "Jane Doe"), ("Zoë 山田", "Zoë 山田"),
            ("a\u{202E}b\u{200F}", "ab"), ("a\u{0}b\u{1B}[31m", "ab[31m"), ("a\u{2028}b", "a b"),
            ("J\u{200B}ane\u{FEFF}", "Jane"), ("<b>Jane</b>", "<b>Jane</b>"),
            ("👩\u{200D}🚀 Ann", "👩\u{200D}🚀 Ann"),
        ])
    func cleaned(typed: String, shown: String) {
        #expect(GuestName.cleaned(typed) == shown)
    }

    @Test(
        "needs a letter or a digit",
        arguments: ["", "   ", "\u{200B}\u{3164}", "...", "\u{202E}", "\u{0301}"])
    func invisible(typed: String) {
        #expect(GuestName.cleaned(typed) == "")
    }

    @Test("ends after a hundred characters")
    func long() {
        #expect(GuestName.cleaned(String(repeating: "é", count: 300)).count == GuestName.limit)
    }

    @Test("comes with a form of its own, in which there is no user name")
    func form() throws {
        func parse(_ body: String) throws(FormError) -> LoginForm {
            try LoginForm.parse(Array(body.utf8).span, contentType: "application/x-www-form-urlencoded")
        }
        guard case .guest("Jane Doe", "de") = try parse("lang=de&guest=Jane+Doe") else {
            Issue.record("no guest")
            return
        }
        let bytes = Array("guest=Jane".utf8)
        let mayBeLogin = LoginForm.mayBeLogin(bytes.span)
        #expect(!mayBeLogin)
        #expect(throws: FormError.tooLong(.guest)) {
            try parse("guest=" + String(repeating: "a", count: 1201))
        }
        #expect(throws: FormError.encoding(.guest)) { try parse("guest=%FF") }
    }

    @Test("is asked for where the rule has guests, and only there; a script finds no way out of the form")
    func page() {
        let renderer = PageRenderer(site: Samples.full)
        for language in Language.builtIn {
            let with = renderer.render(
                .login(LoginPage(room: Samples.room, offersGuests: true)), language: language)
            #expect(with.text.contains("name=\"guest\"") && with.status == 200)
            let without = renderer.render(.login(LoginPage(room: Samples.room)), language: language)
            #expect(!without.text.contains("name=\"guest\""))
        }
        let many = LoginPage(room: Samples.room, offersGuests: true, notice: .tooManyGuests)
        #expect(renderer.render(.login(many), language: .english).status == 429)
    }
}
