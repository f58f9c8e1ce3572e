internal import Pages
internal import Secrets

/// What goes with the forms of one page: a token, and the cookie that it is bound to, where the browser has none. Made when
/// the first form asks; a page without one costs nothing, and sets nothing.
struct FormStamp {
    private let browser: String?
    private let forms: FormTokens
    private var made: String?
    /// What sets the cookie, where the browser needs one.
    private(set) var cookie: (String, String)?

    init(_ visit: Visit, _ forms: FormTokens) {
        browser = visit.formCookie
        self.forms = forms
    }

    /// The token; the same for every form of the page.
    ///
    /// - Throws: `CryptoFailure` where there are no random bytes.
    mutating func token() throws(CryptoFailure) -> String {
        if let made { return made }
        let value: String
        if let browser {
            value = browser
        } else {
            value = try FormCookie.make()
            cookie = FormCookie.setting(value)
        }
        let token = try forms.token(for: SecretBytes(copying: value.utf8), at: TokenMinter.now)
        made = token
        return token
    }
}
