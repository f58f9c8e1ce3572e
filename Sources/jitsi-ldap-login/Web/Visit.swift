internal import FastCGI
internal import JitsiToken

/// What of a request the responder looks at, but for its body.
struct Visit {
    /// When the request had come in, before it waited for others.
    let arrival: ContinuousClock.Instant
    let method: String
    /// Path and query as the browser sent them, in ASCII.
    let address: String
    let host: String
    let origin: String?
    let fetchSite: String?
    let fetchDestination: String?
    /// Whether the desktop app says that it is one.
    let isDesktopApp: Bool
    let acceptLanguage: String?
    let contentType: String?
    let entityTag: String?
    /// What the session's cookie holds; nil for a visitor without one.
    let session: BroughtSession?
    /// What a form of this browser's has to be bound to; nil for one that brings no cookie for it.
    let formCookie: String?
    /// Whether a page has led to the address, and says so.
    let hasReferrer: Bool
    /// Whether it was led into the room of this address a moment ago, with the token in the fragment.
    let hasEntered: Bool
    /// What the browser is known by, unopened; nil for one that is not.
    let deviceCookie: String?
    /// The visitor's address, as nginx saw it.
    let client: String
    /// The address of this machine that the visitor's connection came to, where nginx says so.
    let serverAddress: String?

    init(_ request: borrowing Request) {
        arrival = request.arrival
        method = request.string("REQUEST_METHOD") ?? ""
        let address = request.string("REQUEST_URI") ?? ""
        // Nearly every address is ASCII as it comes.
        self.address =
            address.utf8.allSatisfy { $0 < 0x80 }
            ? address
            : request.withBytes(of: "REQUEST_URI") { bytes in
                Self.address(bytes.indices.map { bytes[$0] })
            } ?? ""
        host = request.string("HTTP_HOST") ?? ""
        origin = request.string("HTTP_ORIGIN")
        fetchSite = request.string("HTTP_SEC_FETCH_SITE")
        fetchDestination = request.string("HTTP_SEC_FETCH_DEST")
        // Where a browser says what the page is for, it is not asked what it is.
        isDesktopApp =
            fetchDestination == nil && (request.string("HTTP_USER_AGENT")?.contains("Electron/") ?? false)
        acceptLanguage = request.string("HTTP_ACCEPT_LANGUAGE")
        contentType = request.string("CONTENT_TYPE")
        entityTag = request.string("HTTP_IF_NONE_MATCH")
        let cookies = CookieHeader(request.string("HTTP_COOKIE") ?? "")
        session = SessionCookie.value(in: cookies).map { BroughtSession(sealed: $0) }
        formCookie = FormCookie.value(in: cookies)
        deviceCookie = DeviceCookie.value(in: cookies)
        hasReferrer = request.withBytes(of: "HTTP_REFERER") { !$0.isEmpty } ?? false
        hasEntered = EntryCookies.has(EntryCookies.entered, in: cookies)
        client = request.string("REMOTE_ADDR") ?? "-"
        serverAddress = request.string("SERVER_ADDR")
    }

    /// An address with every byte beyond ASCII percent-encoded, as browsers write it: so that nothing is lost of what is
    /// not UTF-8 and can be refused, and no combining mark makes one character of itself and a "/" or a "?".
    static func address(_ bytes: [UInt8]) -> String {
        PercentEncoding.encode(bytes) { $0 < 0x80 }
    }

    /// The query without its question mark.
    var query: Substring {
        // By byte: the address is ASCII.
        Substring(address.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst())
    }

    /// Whether a form comes from a page of `meet`: by Origin (RFC 6454) and by Sec-Fetch-Site (Fetch Metadata), each
    /// where it is sent. Where a browser sends neither, the form's token decides.
    ///
    /// "null" is no origin of ours: our pages say `Referrer-Policy: same-origin`, with which browsers name them. "none" is
    /// what no form has. Sec-Fetch-Mode and -Dest are not asked: a script that could forge a request without a navigation
    /// would have to be one of our own origin, and that one can send a form as well.
    func isFromOurPages(of meet: MeetURL) -> Bool {
        (origin ?? meet.origin) == meet.origin && (fetchSite ?? "same-origin") == "same-origin"
    }
}
