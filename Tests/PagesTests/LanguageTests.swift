import Testing

@testable import Pages

@Suite struct LanguageTests {
    let site = Site(meet: Samples.origin, languages: [.german, .english])

    @Test(
        "A language is found by its tag, and by Jitsi's own codes",
        arguments: [
            ("de", "de"), ("DE", "de"), ("de-AT", "de"), ("de_CH", "de"), ("deCH", "de"), ("enGB", "en"),
            ("en-US-x-a", "en"), ("fr", nil), ("", nil),
            ("hsb", nil), ("d", nil), ("deutsch", nil), ("*", nil), ("de\u{0}", nil),
        ] as [(String, String?)])
    func tags(_ tag: String, _ found: String?) { #expect(Language(matching: tag)?.tag == found) }

    @Test(
        "Accept-Language is weighed as RFC 9110 says",
        arguments: [
            ("en", "en"), ("en-GB,en;q=0.9,de;q=0.8", "en"), ("fr-FR, de-AT;q=0.5, en;q=0.7", "en"),
            ("fr, es", "de"), ("de;q=0.3, en;q=0.3", "de"),
            ("en;q=0.3, de;q=0.3", "en"), ("*", "de"), ("en;q=0.1, *", "de"), ("de;q=0.1, *", "en"),
            ("de;q=0, *", "en"), ("de;q=0", "de"), ("*;q=0", "de"), ("", "de"), (",,;q=1", "de"),
            ("en;q=1.1, de;q=0.1", "de"), ("en;q=abc", "de"), ("EN", "en"), ("en ; q=0.5 , de ; q=0.4", "en"),
            ("en;q=0.001", "en"), ("en;q=0.0001", "de"), ("en;level=1", "de"),
            ("en\"<", "de"), (String(repeating: "fr,", count: 40) + "en", "de"),
            (String(repeating: "x", count: 2000) + ",en", "de"), ("enGB", "de"),
        ])
    func acceptLanguage(_ field: String, _ tag: String) {
        #expect(Language.chosen(acceptLanguage: field, for: site).tag == tag)
    }

    @Test(
        "The switch comes before the address, the address before the browser, and unknown wishes are passed over",
        arguments: [
            ("en", "de", "de", "en"), (nil, "en", "de", "en"), (nil, nil, "en", "en"), (nil, nil, nil, "de"),
            ("fr", "en", "de", "en"), ("fr", "xx", "en", "en"), ("fr", "xx", "fr", "de"),
        ] as [(String?, String?, String?, String)])
    func precedence(_ posted: String?, _ requested: String?, _ accepted: String?, _ tag: String) {
        #expect(
            Language.chosen(posted: posted, requested: requested, acceptLanguage: accepted, for: site).tag
                == tag)
    }

    @Test("A language that the site does not offer is not chosen")
    func offered() {
        let site = Site(meet: Samples.origin, languages: [.english])
        #expect(Language.chosen(posted: "de", requested: "de", acceptLanguage: "de", for: site) == .english)
    }

    @Test("A site without languages offers all that are built in, and a repeated one counts once")
    func siteLanguages() {
        #expect(Site(meet: Samples.origin).languages == Language.builtIn)
        #expect(Site(meet: Samples.origin, languages: [.german, .german]).languages == [.german])
    }

    @Test(
        "The lang of a meeting's address is found, and nothing else in it matters",
        arguments: [
            ("lang=de", "de"), ("config.a=%zz&lang=deCH&lang=en&jwt", "deCH"), ("xlang=de", nil), ("", nil),
            ("lang", nil), ("lang=" + String(repeating: "a", count: 36), nil),
        ] as [(String, String?)])
    func meetingAddress(_ query: String, _ tag: String?) { #expect(AddressQuery.language(in: query) == tag) }
}
