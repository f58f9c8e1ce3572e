import Pages
import Secrets

@testable import FastCGI
@testable import jitsi_ldap_login

/// What a browser sends with a form of ours besides what was typed.
enum FormOfPage {
    /// What its cookie for forms holds.
    static let cookie = String(repeating: "Form", count: 8)

    static func body(_ body: String, with token: String) -> String {
        (body.isEmpty ? "" : body + "&") + "form=" + token
    }

    /// The header fields with the cookie, in one field with those that are there.
    static func fields(_ fields: [String], with cookie: String) -> [String] {
        let pair = "\(FormCookie.name)=\(cookie)"
        guard let index = fields.firstIndex(where: { $0.hasPrefix("HTTP_COOKIE=") }) else {
            return fields + ["HTTP_COOKIE=" + pair]
        }
        var fields = fields
        fields[index] += "; " + pair
        return fields
    }
}

extension ScriptedSite {
    /// The token of a page that the browser with this cookie got so many seconds ago.
    func formToken(age: Int = 0, for cookie: String = FormOfPage.cookie) -> String {
        let browser = SecretBytes(copying: cookie.utf8)
        return (try? application.assembly.forms.token(for: browser, at: TokenMinter.now - age)) ?? ""
    }

    /// Opens an address in a browser that has never been here.
    func visit(_ address: String = address, _ more: [String] = [], method: String = "GET") -> Response {
        bareRequest("", to: Array(address.utf8), from: nil, method: method, more) {
            application.respond(to: $0)
        }
    }

    /// Posts a body as it is, with this cookie for forms or without one.
    func bare(
        _ body: String, to address: String = address, from origin: String? = origin, cookie: String? = nil,
        _ more: [String] = []
    ) -> Response {
        bareRequest(
            body, to: Array(address.utf8), from: origin, method: "POST",
            cookie.map { FormOfPage.fields(more, with: $0) } ?? more
        ) { application.respond(to: $0) }
    }

    /// How long answering such a body may take.
    func pace(ofBare body: String, cookie: String?, from origin: String? = origin) -> Pace {
        bareRequest(
            body, to: Array(Self.address.utf8), from: origin, method: "POST",
            cookie.map { FormOfPage.fields([], with: $0) } ?? []
        ) { application.pace(of: $0) }
    }
}

extension Response {
    /// The page without the token of its forms, which is another one each time.
    var textWithoutToken: String { text.replacing(/name="form" value="[^"]*"/, with: "") }

    /// The value of the cookie for forms that it sets.
    var formCookie: String? {
        let value = headers.first { $0.0 == "Set-Cookie" && $0.1.hasPrefix(FormCookie.name + "=") }?.1
        return value.map { String($0.dropFirst(FormCookie.name.count + 1).prefix { $0 != ";" }) }
    }
}
