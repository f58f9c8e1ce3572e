internal import LDAP
internal import Login

extension DirectoryStep {
    /// A server that failed.
    static func serverFailed(_ error: LDAPError) -> DirectoryStep {
        .serverFailed(
            server: error.server.description, step: error.step.rawValue, cause: error.cause,
            remedy: error.remedy)
    }
}

extension PasswordJudgement {
    /// What `try-login` shows of it.
    var step: DirectoryStep {
        switch self {
        case .right: .passwordTried(.right, detail: "")
        case .accountProblem(_, let detail): .passwordTried(.rightButBarred, detail: detail)
        case .refused(let refusal): .passwordTried(.refused, detail: refusal.detail ?? "")
        }
    }
}
