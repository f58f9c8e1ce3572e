import Foundation
import Testing

@testable import Pages

extension Samples {
    static let formToken = "AQ-form_token-of-the-samples"
}

extension PageRenderer {
    /// The page with the samples' token in its forms.
    func render(_ page: Page, language: Language) -> RenderedPage {
        render(page, language: language) { Samples.formToken }
    }
}

/// Which forms hold the token.
@Suite struct FormOfPageTests {
    private let renderer = PageRenderer(site: Samples.full)

    /// The names of the fields and buttons of each form, in the order of the page.
    private func forms(_ page: Page, _ language: Language) -> [[String: String]] {
        let text = renderer.render(page, language: language).text
        return text.components(separatedBy: "<form ").dropFirst().map { form in
            let form = form.components(separatedBy: "</form>")[0]
            var fields = ["method": form.contains("method=\"get\"") ? "get" : "post"]
            for field in form.matches(of: /name="([^"]*)"(?: value="([^"]*)")?/) {
                fields[String(field.1)] = String(field.2 ?? "")
            }
            return fields
        }
    }

    @Test(
        "Every form that changes something has the token, and none that only asks for a page",
        arguments: Language.builtIn)
    func everyForm(language: Language) {
        // What nothing but the page again, or a room's address, can come of.
        let harmless: Set = ["method", "lang", "again", "room", "tenant"]
        var seen: Set<String> = []
        for page in Samples.pages {
            for form in forms(page, language) {
                seen.formUnion(form.keys)
                if harmless.isSuperset(of: form.keys) { continue }
                #expect(form["form"] == Samples.formToken && form["method"] == "post", "\(page)")
            }
        }
        // Each kind was there.
        #expect(
            seen.isSuperset(of: [
                "username", "guest", "token", "session", "join", "permit", "again", "room", "form",
            ]))
    }

    @Test("The token is asked for where a form needs it, and for no other page")
    func askedFor() {
        for page in Samples.pages {
            var asked = 0
            let rendered = renderer.render(page, language: .english) {
                asked += 1
                return "t"
            }
            #expect((asked > 0) == rendered.text.contains("name=\"form\""), "\(page)")
        }
        for page in [
            Page.framed(FramedPage(room: Samples.room, login: Samples.retry)), .notFound, .loggedOut,
        ] {
            _ = renderer.render(page, language: .english) {
                Issue.record("asked for \(page)")
                return ""
            }
        }
    }

    @Test("Whatever the token is, it is no markup")
    func escaped() {
        for page in Samples.pages {
            let text = renderer.render(page, language: .english) { "\"><script>\u{6}" }.text
            #expect(!text.contains("\"><script>\u{6}") && !text.contains("\u{6}"))
        }
    }

    @Test("A form that was not taken is there again with the names, without the password, and one sentence")
    func again() throws {
        for (refusal, sentence) in [
            (FormRefusal.expired, "Please try once more: this page was out of date."),
            (
                .noCookie,
                "Your browser takes no cookies from this site, or has lost them: please allow them, and try again."
            ),
        ] {
            let page = LoginPage(
                room: Samples.room, userName: "alice", guestName: "Jane", offersGuests: true,
                notice: .init(refusal))
            let rendered = renderer.render(.login(page), language: .english)
            #expect(rendered.status == 403)
            let document = StrictDocument(rendered.body)
            #expect(document.elements.filter { $0.attributes["role"] == "alert" }.map(\.text) == [sentence])
            let inputs = document.all("input").filter { $0.attributes["type"] != "hidden" }
            #expect(
                inputs.compactMap { $0.attributes["id"] } == ["username", "password", "guest"])
            func input(_ name: String) -> [String: String] {
                inputs.first { $0.attributes["name"] == name }?.attributes ?? [:]
            }
            #expect(input("username")["value"] == "alice" && input("guest")["value"] == "Jane")
            #expect(input("password")["value"] == nil)
            // The name is there: what is to be typed is the password. Neither was wrong.
            #expect(input("password")["autofocus"] != nil && input("username")["autofocus"] == nil)
            #expect(inputs.allSatisfy { $0.attributes["aria-invalid"] == nil })
            let unnamed = LoginPage(room: Samples.room, notice: .init(refusal))
            #expect(
                StrictDocument(renderer.render(.login(unnamed), language: .english).body).all("input")
                    .first { $0.attributes["autofocus"] != nil }?.attributes["name"] == "username")
        }
    }

    @Test("A button that was not taken is there again", arguments: FormRefusal.allCases)
    func button(refusal: FormRefusal) {
        for (button, wish) in [(FormButton.resume, "go"), (.signOut, "end")] {
            let page = Page.formRefused(refusal, button)
            #expect(page.status == 403)
            let forms = forms(page, .german)
            #expect(forms.first?["session"] == wish && forms.first?["form"] == Samples.formToken)
        }
    }
}
