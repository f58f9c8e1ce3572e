import TestSupport

/// What a browser sends with a form besides what was typed: the token of the page, and the cookie that came with it.
struct FormPass {
    /// `name=value`; nil where the page set none.
    var cookie: String?
    /// nil where the page has no form that needs one.
    var token: String?

    /// Any room's login page has what is good for every form of the site.
    static let page = "/_login/to/A-page-for-its-form"

    /// Out of a page.
    init(_ page: HTTPAnswer) {
        cookie = page.values("set-cookie").first { $0.hasPrefix(Self.name + "=") }.map {
            String($0.prefix { $0 != ";" })
        }
        token = page.body.firstMatch(of: /name="form" value="([^"]*)"/).map { String($0.1) }
    }

    /// The cookie's name.
    static let name = "__Host-jitsi-ldap-login-form"

    /// The header fields with the cookie, in one field with those that are there.
    func headers(_ headers: [String]) -> [String] {
        guard let cookie else { return headers }
        guard let index = headers.firstIndex(where: { $0.hasPrefix("Cookie: ") }) else {
            return headers + ["Cookie: " + cookie]
        }
        var headers = headers
        headers[index] += "; " + cookie
        return headers
    }

    /// The body with the token.
    func body(_ body: String) -> String {
        guard let token else { return body }
        return (body.isEmpty ? "" : body + "&") + "form=" + token
    }
}

extension HTTPAnswer {
    /// The page without the token of its forms, which is another one each time.
    var bodyWithoutToken: String { body.replacing(/name="form" value="[^"]*"/, with: "") }
}
