internal import FastCGI
internal import Pages

/// Answers as FastCGI wants them.
extension Response {
    init(_ page: RenderedPage, notBefore: ContinuousClock.Instant? = nil) {
        self.init(status: page.status, headers: page.headers, body: page.body, notBefore: notBefore)
    }

    /// Plain text for the operator's tools.
    static func text(_ text: String) -> Response {
        Response(
            status: 200,
            headers: [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")],
            body: Array(text.utf8))
    }

    /// The way into the room: 303, so that the browser goes there by GET (RFC 9110, 15.4.4).
    static func redirect(to location: String) -> Response? {
        RedirectHeaders(location: location).map { Response(status: 303, headers: $0.fields) }
    }

    /// The answer with one header field more.
    func adding(_ field: (String, String)) -> Response {
        var response = self
        response.headers.append(field)
        return response
    }
}
