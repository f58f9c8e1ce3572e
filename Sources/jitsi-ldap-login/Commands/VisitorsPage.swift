internal import Login
internal import Pages

/// The page that somebody gets after their login.
enum VisitorsPage {
    /// nil where they are led into the meeting at once.
    static func page(after outcome: LoginOutcome, userName: String) -> Page? {
        let room = RoomLabel(room: "try-login", tenant: nil)
        switch outcome {
        case .admitted(_, _, let notice):
            // The heading is all that is wanted of it; there is no token to go on with.
            return notice.map { .passwordNotice(PasswordNoticePage(.init($0), room: room, token: "")) }
        case .refused(.empty): return .login(LoginPage(room: room, userName: userName, notice: .incomplete))
        case .refused: return .login(LoginPage(room: room, userName: userName, notice: .refused))
        case .accountProblem(let problem, _):
            return .accountProblem(AccountProblemPage(.init(problem), userName: userName))
        case .notAllowed(let account, _): return .refused(account: account.shownName)
        case .unusableAccount: return .unforeseen(reference: "")
        case .directoryUnreachable: return .directoryDown(retryAfter: 0)
        }
    }
}
