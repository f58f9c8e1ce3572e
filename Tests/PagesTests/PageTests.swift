import Testing

@testable import Pages

@Suite struct PageTests {
    static let nasty = "\"><script>alert('x')</script>&\u{0}\u{1}\u{2}\u{3}"

    /// A site and pages where everything that comes from elsewhere is hostile.
    static let nastySite = Site(
        meet: Samples.origin, organisation: nasty,
        links: .init(help: Link(external: "https://a/?b=1&c=%22%3E%3Cscript%3E")))
    static let nastyRoom = RoomLabel(room: nasty, tenant: nasty)
    static let nastyPages: [Page] = [
        .login(LoginPage(room: nastyRoom, userName: nasty)),
        .login(LoginPage(room: nastyRoom, userName: nasty, notice: .refused)),
        .askForRoom(tenant: nasty),
        .denied(DeniedPage(room: nastyRoom, reason: .token, retry: Samples.retry)),
        .kicked(KickedPage(room: nastyRoom, signInAgain: Samples.retry)), .refused(account: nasty),
        .unforeseen(reference: nasty), .wrongHost,
        .accountProblem(AccountProblemPage(.passwordExpired, userName: nasty)),
        .passwordNotice(PasswordNoticePage(.graceLogins(1), room: nastyRoom, token: nasty)),
        .framed(FramedPage(room: nastyRoom, login: Samples.retry)),
        .handover(HandoverPage(room: nastyRoom, token: nasty, nonce: Samples.nonce, retry: Samples.retry)),
        .inPopUp(.refused(account: nasty)),
        .turnedBack(TurnedBackPage(room: nastyRoom, account: nasty)),
        .kicked(
            KickedPage(
                room: nastyRoom, signInAgain: Samples.retry,
                signedIn: SignedIn(account: nasty, somebodyElse: Samples.retry))),
        .denied(
            DeniedPage(room: nastyRoom, reason: .notAllowed, retry: Samples.retry, account: nasty)),
        .invitation(InvitationPage(.open(name: nasty, until: Samples.time), room: nastyRoom)),
        .mayNotInvite(account: nasty, room: nastyRoom, .moderatorsUnknown),
        .inviteForm(
            InviteFormPage(
                room: nastyRoom, name: nasty, from: Samples.time, until: Samples.time, account: nasty,
                permit: nasty, problem: .name)),
        .invitationMade(
            InvitationMadePage(
                room: nastyRoom, link: nasty, from: Samples.time, until: Samples.time, permit: nasty)),
    ]

    @Test(
        "Every page in every language is well-formed, and holds no inline style and no script but a file of ours",
        arguments: Language.builtIn)
    func wellFormed(_ language: Language) throws {
        for (site, pages) in [
            (Samples.full, Samples.pages), (Samples.plain, Samples.pages), (Self.nastySite, Self.nastyPages),
        ] {
            let renderer = PageRenderer(site: site)
            for page in pages {
                let rendered = renderer.render(page, language: language)
                let document = StrictDocument(rendered.body)
                #expect(document.problem == nil, "\(page): \(rendered.text)")
                #expect(document.elements.first?.name == "html")
                #expect(document.elements.first?.attributes["lang"] == language.tag)
                let scripts = document.all("script")
                #expect(
                    scripts.map(\.attributes) == (page.script.map { [["src": $0.path]] } ?? [])
                )
                #expect(scripts.allSatisfy { $0.text.isEmpty } && document.all("style").isEmpty, "\(page)")
                for element in document.elements {
                    #expect(element.attributes["style"] == nil)
                    #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
                    #expect(element.name != "form" || element.attributes["action"] == nil)
                }
                #expect(
                    document.all("h1").count == 1 && document.all("title").count == 1
                        && document.all("main").count == 1)
                #expect(rendered.header("Content-Language") == language.tag)
            }
        }
    }

    @Test("Hostile names are shown as they are")
    func hostile() throws {
        let document = StrictDocument(
            PageRenderer(site: Self.nastySite).render(Self.nastyPages[1], language: .english).body)
        let clean = "\"><script>alert('x')</script>&"
        #expect(
            document.all("bdi").map(\.text) == [clean + "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}", clean, clean])
        let name = document.elements.first { $0.attributes["name"] == "username" }
        #expect(name?.attributes["value"] == clean + "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}")
    }

    @Test("Every page has a heading, a sentence and a next step, and every error says so first in its title")
    func parts() {
        let renderer = PageRenderer(site: Samples.full)
        for page in Samples.pages {
            let rendered = renderer.render(page, language: .english)
            let document = StrictDocument(rendered.body)
            let lead = document.elements.first { $0.attributes["class"] == "lead" }
            #expect(lead?.text.hasSuffix(".") == true || lead?.text.hasSuffix("?") == true, "\(page)")
            #expect(document.elements.contains { $0.attributes["class"] == "button first" }, "\(page)")
            let title = document.all("title").first?.text ?? ""
            #expect(title.hasSuffix(" – Example School"))
            let isCalm: Bool =
                switch page {
                case .login(let login): login.notice == nil
                case .askForRoom, .loggedOut, .askToSignOut, .passwordNotice, .app, .framed, .handover,
                    .invitationMade:
                    true
                case .invitation(let page): page.problem == nil && [200, 403].contains(page.status)
                case .inviteForm(let form): form.status == 200
                default: false
                }
            #expect(title.hasPrefix("Error: ") != isCalm, "\(title)")
        }
    }

    @Test("A refused login keeps the name and not the password, says one sentence, and tells screen readers")
    func refused() {
        let page = LoginPage(room: Samples.room, userName: "alice", notice: .refused)
        let rendered = PageRenderer(site: Samples.full).render(.login(page), language: .english)
        let document = StrictDocument(rendered.body)
        let alert = document.elements.first { $0.attributes["role"] == "alert" }
        #expect(alert?.text == "The user name or password is not right.")
        let inputs = document.all("input").filter {
            !["hidden", "checkbox"].contains($0.attributes["type"] ?? "")
        }
        #expect(inputs.map { $0.attributes["value"] } == ["alice", nil])
        for input in inputs {
            #expect(input.attributes["aria-invalid"] == "true")
            #expect(input.attributes["aria-describedby"] == alert?.attributes["id"])
        }
        #expect(inputs.map { $0.attributes["autofocus"] != nil } == [false, true])
        #expect(rendered.status == 403)
        #expect(
            document.all("title").first?.text
                == "Error: The user name or password is not right. – Réunion – Example School")
    }

    @Test("The fields are what phones and password managers expect")
    func fields() throws {
        let rendered = PageRenderer(site: Samples.plain).render(
            .login(LoginPage(room: Samples.room)), language: .german)
        let document = StrictDocument(rendered.body)
        // By GET the password would stand in the address, and so in every log.
        #expect(document.all("form").map { $0.attributes["method"] } == ["post", "post"])
        let inputs = document.all("input")
        #expect(inputs.map { $0.attributes["name"] } == ["lang", "form", "username", "password"])
        #expect(inputs[0].attributes["value"] == "de")
        let expected = [
            "autocomplete": "username", "autocapitalize": "none", "autocorrect": "off", "spellcheck": "false",
            "required": "required", "type": "text", "maxlength": "256",
        ]
        for (name, value) in expected { #expect(inputs[2].attributes[name] == value) }
        #expect(inputs[3].attributes["autocomplete"] == "current-password")
        #expect(inputs[3].attributes["type"] == "password" && inputs[3].attributes["required"] != nil)
        #expect(inputs.map { $0.attributes["autofocus"] != nil } == [false, false, true, false])
    }

    @Test("The room, with its tenant, is named in both languages")
    func room() {
        let page = Page.login(LoginPage(room: RoomLabel(room: "Réunion", tenant: "Lycée")))
        let renderer = PageRenderer(site: Samples.full)
        let sentences = [Language.english, .german].map { language in
            StrictDocument(renderer.render(page, language: language).body).elements.first {
                $0.attributes["class"] == "lead"
            }?.text
        }
        #expect(
            sentences == [
                "You are about to join Réunion (Lycée).", "Sie sind auf dem Weg in den Raum Réunion (Lycée).",
            ])
    }

    @Test("Links of the organisation are there where they are configured, and leave the login open")
    func links() {
        let page = Page.login(LoginPage(room: Samples.room))
        let links = StrictDocument(PageRenderer(site: Samples.full).render(page, language: .english).body)
            .all("a")
        #expect(
            links.map { $0.attributes["href"] } == [
                "https://account.example.org/forgot?a=1&b=2", "https://help.example.org/",
                "https://www.example.org/imprint", "mailto:privacy@example.org",
            ])
        #expect(links.map { $0.attributes["target"] } == ["_blank", "_blank", "_blank", nil])
        #expect(links.dropLast().allSatisfy { $0.attributes["rel"] == "noopener noreferrer" })
        let plain = StrictDocument(PageRenderer(site: Samples.plain).render(page, language: .english).body)
        #expect(plain.all("a").isEmpty)
    }

    @Test("The language switch offers the other languages by their own names, without an address")
    func languageSwitch() {
        let renderer = PageRenderer(site: Samples.full)
        for page in Samples.pages {
            let buttons = StrictDocument(renderer.render(page, language: .german).body).all("button")
            let others = buttons.filter { $0.attributes["lang"] != nil }
            #expect(others.map(\.text) == (page.showsLanguageSwitch ? ["English"] : []))
            #expect(others.allSatisfy { $0.attributes["name"] == "lang" && $0.attributes["value"] == "en" })
        }
        let alone = PageRenderer(site: Site(meet: Samples.origin, languages: [.german]))
        #expect(
            !alone.render(.login(LoginPage(room: Samples.room)), language: .german).text.contains(
                "class=\"languages\""))
    }

    @Test("A language that the site does not have is answered in its first one")
    func unknownLanguage() {
        let renderer = PageRenderer(site: Site(meet: Samples.origin, languages: [.german]))
        #expect(renderer.render(.notFound, language: .english).header("Content-Language") == "de")
    }

    @Test("The logo stands in for the mark, and without an organisation the host is named")
    func brand() throws {
        let logo = try Logo(AssetTests.svg)
        let branded = PageRenderer(site: Site(meet: Samples.origin, logo: logo)).render(
            .notFound, language: .english)
        let document = StrictDocument(branded.body)
        #expect(document.all("img").map { $0.attributes["src"] } == [Asset(logo).path])
        #expect(document.all("bdi").first?.text == "meet.example.org")
        let plain = StrictDocument(
            PageRenderer(site: Samples.plain).render(.notFound, language: .english).body)
        #expect(plain.all("img").map { $0.attributes["src"] } == [Asset.mark.path])
    }

    @Test("The tenant and the language go along when a room is asked for")
    func askForRoom() {
        let rendered = PageRenderer(site: Samples.full).render(
            .askForRoom(tenant: "Lycée"), language: .german)
        let document = StrictDocument(rendered.body)
        #expect(document.all("form").first?.attributes["method"] == "get")
        #expect(document.all("input").map { $0.attributes["name"] } == ["lang", "tenant", "room"])
        #expect(document.all("input").map { $0.attributes["value"] } == ["de", "Lycée", nil])
    }
}

extension Page {
    /// The one file that it runs.
    var script: Asset? {
        switch self {
        case .handover, .inPopUp: .handoverScript
        case .loggedOut: .logoutScript
        default: nil
        }
    }
}
