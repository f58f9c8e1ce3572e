internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Login
internal import Pages
internal import Secrets

/// Forms that are not taken: nothing is done with them but to show the page again.
extension WebApplication {
    /// The page again, for a form of a login address, or of the page that asks whether to sign out.
    func respond(
        toRefused form: LoginForm, _ refusal: FormRefusal, _ route: Route, _ visit: Visit,
        _ assembly: Assembly
    ) -> Response {
        note(refusal, visit)
        let language = form.language
        guard case .login(let destination) = route else {
            guard case .signOut = form, case .logout = route else {
                return page(.badRequest, visit, assembly, language: language)
            }
            return page(.formRefused(refusal, .signOut), visit, assembly, language: language)
        }
        if let closed = Self.notOpen(destination, assembly) {
            return page(closed, visit, assembly, language: language)
        }
        func again(userName: String = "", guestName: String = "") -> Response {
            let shown = Self.loginPage(
                for: destination, assembly, userName: userName, guestName: guestName, notice: .init(refusal))
            return page(.login(shown), visit, assembly, language: language)
        }
        switch form {
        case .login(let fields): return again(userName: fields.userName)
        case .guest(let name, _): return again(guestName: name)
        case .resume where session(of: visit, assembly) != nil:
            return page(
                destination.ending(.formRefused(refusal, .resume)), visit, assembly, language: language)
        // A token that came with it may be somebody else's: it is not shown again.
        case .enter, .resume: return again()
        case .formAgain, .signOut: return page(.badRequest, visit, assembly, language: language)
        }
    }

    /// One line, and a count. What the form held is nobody's business; a password above all.
    func note(_ refusal: FormRefusal, _ visit: Visit) {
        counters.count(refusedForm: refusal.label)
        log.info(
            "form refused", metadata: ["client": "\(visit.client)", "reason": "\(refusal.label)"])
    }
}

extension LoginForm {
    /// The language of the page that held it.
    fileprivate var language: String? {
        switch self {
        case .login(let fields): fields.language
        case .formAgain(let tag, _): tag
        case .enter(_, let tag), .resume(let tag), .signOut(let tag), .guest(_, let tag): tag
        }
    }
}
