internal import ArgumentParser
internal import JitsiToken
internal import Login
internal import Settings

/// What `try-login` says of how a login ended.
struct LoginVerdict {
    let configuration: Configuration
    let assembly: Assembly
    let rule: RoomRule
    let meeting: MeetingAddress

    /// - Returns: the exit code; nil for 0.
    func tell(_ outcome: LoginOutcome, to report: LoginReport) -> ExitCode? {
        switch outcome {
        case .admitted(let account, let role, let notice):
            report.ok("may enter as \(role.rawValue)" + RoleGrounds.words(role, account, rule.access))
            show(rule, report)
            if let notice { report.advise("the visitor is told of the password: \(notice.label)") }
            report.detail("id \(account.id), name \(account.name ?? "-"), email \(account.email ?? "-")")
            if assembly.avatars != nil {
                report.ok(account.avatar.map { "the picture is at \($0)" } ?? "there is no picture")
            }
            return makesToken(for: account, role, report) ? nil : Exit.data
        case .refused(let refusal):
            report.advise(explanation(of: refusal))
            return refusal == .notFound || refusal == .severalFound ? Exit.noUser : Exit.noPermission
        case .accountProblem(let problem, _):
            // The directory's own words are in the line above.
            report.failed("the account may not sign in: \(problem.label)")
            report.advise(remedy(for: problem))
            return Exit.noPermission
        case .notAllowed:
            let allow = allowKey
            report.failed("is in no group of \(allow)")
            report.advise("add one of the groups above to \(allow), or the account to a group")
            return Exit.noPermission
        case .unusableAccount(let problem):
            report.failed(problem)
            return Exit.data
        case .directoryUnreachable(let cause):
            report.failed("no server answered: \(cause)")
            report.advise("check --directory --user NAME looks at each server by itself")
            return Exit.unavailable
        }
    }

    /// Whether a token can be made of what the entry holds.
    private func makesToken(
        for account: Account, _ role: Login.Role, _ report: LoginReport
    ) -> Bool {
        do {
            _ = try assembly.tokens.token(
                for: .account(account, role), under: rule, meeting: meeting)
            return true
        } catch {
            report.failed("no token can be made for the account: \(error)")
            return false
        }
    }

    /// Why, and what to do.
    private func explanation(of refusal: Refusal) -> String {
        let users = configuration.directory.users
        return switch refusal {
        case .empty: "name or password is empty"
        case .notFound:
            "nobody matches. Is the person below \(users.base?.value ?? "the base")? "
                + "Does directory.users.filter use the right attributes? May the service account read them?"
        case .severalFound: "more than one entry matches: make directory.users.filter stricter"
        case .wrongPassword:
            "the password is wrong, or the directory answers so for a locked or expired account, too"
                + (isAsUser ? "; or the name above is not the person's: see directory.bind.as-user" : "")
        case .locked:
            "the account is locked, whatever the password: unlock it in the directory"
                + (configuration.directory.kind?.value == .openLDAP
                    ? ", or correct when it begins or ends (pwdStartTime, pwdEndTime)" : "")
        case .disabled: "the account is disabled, whatever the password: enable it in the directory"
        case .passwordChanged: "the password was changed since: sign in with today's"
        case .throttled: "too many wrong passwords of this account came by the login"
        case .other(let words):
            // The only place where it is told that the password is right for another entry.
            "the account is refused for another reason than its password: \(words)"
        }
    }

    /// Whether the person's name for the bind is made by a template.
    private var isAsUser: Bool {
        if case .asUser = configuration.directory.bind { true } else { false }
    }

    private func remedy(for problem: AccountProblem) -> String {
        switch problem {
        case .expired: "extend the account in the directory"
        case .disabled: "enable the account in the directory"
        case .notNow:
            "allow these hours, and this host as a computer (userWorkstations), in the directory"
        case .passwordExpired, .mustChangePassword:
            "the person must change their password in the directory; "
                + (configuration.pages.passwordChange == nil
                    ? "write pages.password-change-url, and the page tells them where"
                    : "the page leads them to pages.password-change-url")
        }
    }
}
