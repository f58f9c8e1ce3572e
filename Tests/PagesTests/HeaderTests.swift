import Testing

@testable import Pages

@Suite struct HeaderTests {
    let renderer = PageRenderer(site: Samples.full)

    @Test("Every page has the strict headers, once each")
    func strict() {
        let expected = [
            "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow", "Vary": "Accept-Language",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Content-Security-Policy":
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' https://meet.example.org; base-uri 'none'; frame-ancestors 'none'",
        ]
        for page in Samples.pages where PagePolicy(page) == .strict {
            let rendered = renderer.render(page, language: .english)
            for (name, value) in expected { #expect(rendered.header(name) == value) }
            #expect(Set(rendered.headers.map { $0.0.lowercased() }).count == rendered.headers.count)
            // The pop-up of tokenAuthInline needs its opener.
            #expect(rendered.header("Cross-Origin-Opener-Policy") == nil)
        }
    }

    @Test(
        "A page has the status of what it says",
        arguments: [
            (.login(LoginPage(room: Samples.room)), 200),
            (.login(LoginPage(room: Samples.room, notice: .refused)), 403), (.askForRoom(tenant: nil), 200),
            (.refused(account: "a"), 403),
            (.accountProblem(AccountProblemPage(.expired, userName: "a")), 403),
            (
                .passwordNotice(PasswordNoticePage(.graceLogins(1), room: Samples.room, token: "a.b.c")), 200
            ),
            (.directoryDown(retryAfter: 5), 503), (.overloaded(retryAfter: 0), 503), (.badRequest, 400),
            (.notFound, 404), (.tooLarge, 413), (.methodNotAllowed(allowed: "GET"), 405), (.wrongHost, 421),
            (.unforeseen(reference: "1"), 500), (.loggedOut, 200),
            (.app(Samples.app), 200), (.handover(Samples.handover), 200),
            (.framed(FramedPage(room: Samples.room, login: Samples.retry)), 200),
            (.inPopUp(.refused(account: "a")), 403), (.inPopUp(.directoryDown(retryAfter: 5)), 503),
        ] as [(Page, Int)])
    func status(_ page: Page, _ status: Int) {
        #expect(renderer.render(page, language: .english).status == status)
    }

    @Test(
        "Only the page for frames may be framed, by whatever page, and the end of a session by our own site")
    func frames() {
        for page in Samples.pages {
            let rendered = renderer.render(page, language: .english)
            let policy = rendered.header("Content-Security-Policy") ?? ""
            if case .framed = page {
                #expect(rendered.header("X-Frame-Options") == nil && !policy.contains("frame-ancestors"))
                #expect(policy.contains("form-action 'none'") && !rendered.text.contains("<form"))
                #expect(rendered.header("Cross-Origin-Resource-Policy") == "cross-origin")
            } else if case .loggedOut = page {
                // Jitsi's own page has it in a hidden frame.
                #expect(rendered.header("X-Frame-Options") == "SAMEORIGIN")
                #expect(policy.contains("frame-ancestors 'self'"))
            } else {
                #expect(rendered.header("X-Frame-Options") == "DENY", "\(page)")
                #expect(policy.contains("frame-ancestors 'none'"), "\(page)")
            }
        }
    }

    @Test(
        "Only the ends of a pop-up and of a session run a script, and only the one file; a page with the token names itself to nobody"
    )
    func scripts() {
        for page in Samples.pages {
            let rendered = renderer.render(page, language: .english)
            let policy = rendered.header("Content-Security-Policy") ?? ""
            #expect(policy.contains("default-src 'none'") && policy.contains("base-uri 'none'"))
            if let script = page.script {
                #expect(
                    policy.contains("script-src https://meet.example.org\(script.path);"), "\(page)")
            }
            #expect(policy.contains("script-src") == (page.script != nil), "\(page)")
            #expect(rendered.header("Cache-Control") == "no-store")
            // A form needs its origin told; pages without one need nothing.
            let hasForm = rendered.text.contains("<form method=\"post\"")
            let referrer = rendered.header("Referrer-Policy")
            // The address of an invitation lets people in, so that only its origin is told.
            let withForm =
                switch page {
                case .invitation, .tooManyVisits: "strict-origin"
                default: "same-origin"
                }
            #expect(referrer == "no-referrer" || referrer == withForm)
            if hasForm { #expect(referrer == withForm, "\(page)") }
            if rendered.text.contains("a.b.c"), !hasForm { #expect(referrer == "no-referrer", "\(page)") }
            #expect(rendered.header("Cross-Origin-Opener-Policy") == nil)
        }
    }

    @Test("503 says when to come back, 405 what is allowed")
    func extra() {
        #expect(
            renderer.render(.directoryDown(retryAfter: 7), language: .english).header("Retry-After") == "7")
        #expect(renderer.render(.overloaded(retryAfter: -1), language: .english).header("Retry-After") == "1")
        #expect(
            renderer.render(.methodNotAllowed(allowed: "GET, POST"), language: .english).header("Allow")
                == "GET, POST")
    }

    @Test("A redirect into the meeting is neither kept nor passed on")
    func redirect() throws {
        let redirect = try #require(RedirectHeaders(location: "https://meet.example.org/Standup?jwt=a.b.c"))
        let fields = Dictionary(uniqueKeysWithValues: redirect.fields.map { ($0.0, $0.1) })
        #expect(fields["Location"] == "https://meet.example.org/Standup?jwt=a.b.c")
        #expect(fields["Cache-Control"] == "no-store" && fields["Referrer-Policy"] == "no-referrer")
        #expect(
            fields["X-Content-Type-Options"] == "nosniff" && fields["X-Robots-Tag"] == "noindex, nofollow")
    }

    @Test(
        "An address that could end the header field is no location",
        arguments: ["", "/a b", "/a\r\nSet-Cookie: b=c", "/é", "/\u{0}", "/\u{7F}"])
    func badLocation(_ location: String) { #expect(RedirectHeaders(location: location) == nil) }
}
