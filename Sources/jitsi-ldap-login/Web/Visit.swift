internal import FastCGI
internal import JitsiToken

/// What of a request the responder looks at, but for its body.
struct Visit {
    let arrival: ContinuousClock.Instant
    let method: String
    /// Path and query as the browser sent them.
    let address: String
    let host: String
    let origin: String?
    let fetchSite: String?
    let acceptLanguage: String?
    let contentType: String?
    let entityTag: String?
    /// The visitor's address, as nginx saw it.
    let client: String

    init(_ request: borrowing Request) {
        arrival = .now
        method = request.string("REQUEST_METHOD") ?? ""
        address = request.string("REQUEST_URI") ?? ""
        host = request.string("HTTP_HOST") ?? ""
        origin = request.string("HTTP_ORIGIN")
        fetchSite = request.string("HTTP_SEC_FETCH_SITE")
        acceptLanguage = request.string("HTTP_ACCEPT_LANGUAGE")
        contentType = request.string("CONTENT_TYPE")
        entityTag = request.string("HTTP_IF_NONE_MATCH")
        client = request.string("REMOTE_ADDR") ?? "-"
    }

    /// The query without its question mark.
    var query: Substring { address.drop { $0 != "?" }.dropFirst() }

    /// Whether a form comes from a page of `meet`: by Origin, else by Sec-Fetch-Site. Where a browser sends neither,
    /// it is too old to be told apart from the page's own.
    func isFromOurPages(of meet: MeetURL) -> Bool {
        if let origin { return origin == meet.origin }
        if let fetchSite { return fetchSite == "same-origin" }
        return true
    }
}
