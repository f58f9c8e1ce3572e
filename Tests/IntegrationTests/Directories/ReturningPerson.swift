import Foundation
import Login
import Secrets
import Settings
import TestSupport

@testable import jitsi_ldap_login

/// Somebody who signs in once and comes back with the session: what the product, as it is configured, makes of their
/// account by then.
struct ReturningPerson {
    private let login: LoginService
    private let session: Session

    /// - Parameters:
    ///   - name: as typed.
    ///   - password: nil where there is a session although the account cannot sign in by now.
    ///   - directory: the whole `directory:` section, indented by two spaces.
    ///   - access: the `access:` section.
    ///   - age: of the session, in seconds.
    init(
        _ name: String, _ password: String?, directory: String, access: String = "",
        servicePassword: String = Slapd.servicePassword, age: Int = 0
    ) throws {
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: directory, more: access)
        try folder.write(servicePassword + "\n", to: "ldap-password", mode: 0o600)
        let configuration = try Configuration.load(path: file, environment: [:], checks: .byModules)
        login = try Assembler.assemble(configuration) { _ in }.login
        session =
            if let password {
                try Self.signIn(name, password, by: login, ago: age)
            } else {
                Self.session(of: name, key: login.resume(Self.session(of: name, key: "?")).key ?? "?")
            }
    }

    /// `admitted as member`, or why not, in the words of the log.
    func comesBack() -> String {
        switch login.resume(session).outcome {
        case .admitted(_, let role, _): "admitted as \(role)"
        case .refused(let refusal): refusal.label
        case .accountProblem(let problem, _): "\(problem)"
        case .notAllowed: "not-allowed"
        case .unusableAccount(let problem): problem
        case .directoryUnreachable(let cause): cause
        }
    }

    private static func signIn(_ name: String, _ password: String, by login: LoginService, ago age: Int)
        throws -> Session
    {
        let result = login.login(
            Credentials(username: name, password: SecretBytes(copying: Array(password.utf8))))
        guard case .admitted(let account, _, _) = result.outcome else {
            throw CannotSignIn(outcome: "\(result.outcome)")
        }
        return Session(
            of: account, username: name, at: TokenMinter.now - age, limits: limits, isPersistent: false)
    }

    private static func session(of name: String, key: String) -> Session {
        let account = Account(dn: key, key: key, id: name, name: nil, email: nil, groups: [])
        return Session(of: account, username: name, at: TokenMinter.now, limits: limits, isPersistent: false)
    }

    private static let limits = SessionLimits(idle: 600, lifetime: 600, afterKick: 0)

    private struct CannotSignIn: Error { let outcome: String }
}
