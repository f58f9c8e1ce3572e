internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Login
internal import Pages

/// Sessions: into the meeting without a password, as long as the directory and the rules let the account in.
extension WebApplication {
    /// The session that the visitor's cookie holds, if it is ours and not over.
    func session(of visit: Visit, _ assembly: Assembly) -> Session? {
        guard let brought = visit.session, let seals = assembly.sessions,
            let session = brought.opened(by: seals), seals.admit(session, at: TokenMinter.now),
            !ended.contains(session)
        else { return nil }
        return session
    }

    /// A line in the log about a cookie that no key here opens: nothing else tells hosts with different keys, or an old key
    /// that was taken away too soon, from visitors who have never signed in.
    func noteUnreadableSession(of visit: Visit, _ assembly: Assembly) {
        guard let brought = visit.session, let seals = assembly.sessions, brought.opened(by: seals) == nil
        else { return }
        log.info(
            "session",
            metadata: [
                "client": "\(visit.client)", "outcome": "unreadable",
                "remedy":
                    "no key in session.key-file opens the cookie: every host needs the same keys, and an old one stays for session.lifetime",
            ])
    }

    /// What an administrator looks at when a room sends people back who have brought a token.
    static let remedyOfLoop =
        "jitsi-ldap-login check --jitsi says what refuses the tokens, if it was not a reload by hand"

    /// The login, asked for by somebody who has a session.
    ///
    /// - Parameter isWanted: somebody has pressed a button for it, so that it cannot be a loop.
    func respond(
        toSession session: Session, to destination: Destination, isWanted: Bool = false, _ visit: Visit,
        _ assembly: Assembly, language: String? = nil
    ) -> Response {
        let now = TokenMinter.now
        // The directory is not asked in vain.
        if let closed = Self.notOpen(destination, assembly, now: now) {
            return page(closed, visit, assembly, language: language)
        }
        guard !session.isBarred(at: now) else {
            return page(
                .login(Self.loginPage(for: destination, assembly, notice: .afterKick)), visit, assembly,
                language: language)
        }
        let session = isWanted ? session.withoutIssues : session
        // Who invites gets no token.
        let isLoop =
            destination.purpose == .join && session.issues.areLoop(into: destination.meeting.key, at: now)
        guard !isLoop else {
            log.warning(
                "loop",
                metadata: [
                    "client": "\(visit.client)", "account": "\(session.accountKey)",
                    "room": "\(destination.meeting.room.safe)",
                    "remedy": "\(isSentBack(visit, assembly) ? Self.remedyOfBounce : Self.remedyOfLoop)",
                ])
            let shown = TurnedBackPage(room: RoomLabel(destination.meeting), account: session.name)
            return page(destination.ending(.turnedBack(shown)), visit, assembly, language: language)
        }
        let rule = assembly.rooms.rule(for: destination.meeting)
        let result = assembly.login.resume(session, under: rule.access, since: visit.arrival)
        counters.count(resumed: result.outcome)
        audit(result, under: rule, into: destination.meeting, visit, event: "session")
        switch result.outcome {
        case .admitted(let account, let role, _):
            let signedIn = SignedIn(account: session.name, somebodyElse: destination.otherLogin(visit))
            let answer = admit(
                .account(account, role), nil, to: destination, signedIn: signedIn, visit, assembly,
                language: language)
            return keeping(session.used(for: destination, at: now), answer, assembly)
        case .refused:
            let shown = Self.loginPage(for: destination, assembly, notice: .sessionOver)
            return page(.login(shown), visit, assembly, language: language).adding(SessionCookie.removal)
        case .accountProblem(let problem, _):
            let shown = AccountProblemPage(.init(problem), userName: session.username)
            return page(destination.ending(.accountProblem(shown)), visit, assembly, language: language)
                .adding(SessionCookie.removal)
        case .notAllowed(let account, _):
            let answer = page(
                destination.ending(.refused(account: session.name)), visit, assembly, language: language)
            // Another room may be open to them.
            let isOut = assembly.rooms.otherwise.access.role(in: account.groups) == nil
            return isOut ? answer.adding(SessionCookie.removal) : answer
        case .unusableAccount(let problem):
            return fault(problem, destination, visit, assembly, language)
        case .directoryUnreachable:
            return page(
                destination.ending(.directoryDown(retryAfter: 10, resumes: true)), visit, assembly,
                language: language)
        }
    }

    /// After a login with the password: the answer, with the cookie of a new session. The one before it is over.
    func beginning(
        as account: Account, _ fields: LoginForm.Fields, at destination: Destination, _ answer: Response,
        _ visit: Visit, _ assembly: Assembly
    ) -> Response {
        guard let seals = assembly.sessions, answer.status < 400 else { return answer }
        if let old = session(of: visit, assembly) { end(old, visit) }
        let now = TokenMinter.now
        let session = Session(
            of: account, username: fields.userName, at: now, limits: seals.limits,
            isPersistent: fields.staysSignedIn)
        return keeping(session.used(for: destination, at: now), answer, assembly)
    }

    /// The answer, with the session's cookie as it is now. Where there can be none, the next room asks for the password.
    func keeping(_ session: Session, _ answer: Response, _ assembly: Assembly) -> Response {
        guard let seals = assembly.sessions else { return answer }
        do {
            guard let sealed = try seals.seal(session) else {
                log.notice(
                    "no session: what it would hold is too long for a cookie",
                    metadata: ["account": "\(session.accountKey)"])
                return answer
            }
            let age = session.isPersistent ? seals.limits.end(of: session) - TokenMinter.now : nil
            return answer.adding(SessionCookie.setting(sealed, age: age.map { max($0, 1) }))
        } catch {
            log.error("no session", metadata: ["cause": "\(error)"])
            return answer
        }
    }

    /// Ends a session for good, whoever has a copy of its cookie.
    func end(_ session: Session, _ visit: Visit) {
        do {
            try ended.add(session, now: TokenMinter.now)
            log.info(
                "logout", metadata: ["client": "\(visit.client)", "account": "\(session.accountKey)"])
        } catch {
            log.error(
                "logout, but the end of the session is not on the disk: a restart before the disk has it would let it live again",
                metadata: ["cause": "\(error)", "account": "\(session.accountKey)"])
        }
    }
}

extension Session {
    /// After its use. No token is made for those who invite.
    fileprivate func used(for destination: Destination, at now: Int) -> Session {
        destination.purpose == .join ? used(for: destination.meeting.key, at: now) : seen(at: now)
    }
}

extension Destination {
    /// The same login for somebody else, by the same way where that is in the query.
    fileprivate func otherLogin(_ visit: Visit) -> Link? {
        if case .browser = way { return Link(local: meeting.otherLoginPath) }
        return Link(local: Router.prefix + "/other?" + visit.query)
    }
}
