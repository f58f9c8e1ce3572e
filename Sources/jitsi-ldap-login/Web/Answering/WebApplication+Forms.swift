internal import FastCGI
internal import JitsiToken
internal import Logging
internal import Login
internal import Pages
internal import Secrets

/// Forms: the login, and the language switch.
extension WebApplication {
    func respond(toForm request: borrowing Request, _ reading: Reading) -> Response {
        let (visit, route, assembly) = (reading.visit, reading.route, reading.assembly)
        guard let posted = reading.posted else {
            counters.count(refusedForm: "other-site")
            log.notice(
                "form from another site",
                metadata: ["client": "\(visit.client)", "origin": "\(visit.origin ?? "-")"])
            return page(.badRequest, visit, assembly)
        }
        let refusal = posted.refusal
        let form: LoginForm
        do throws(FormError) {
            if let answer = try respond(toInvitationForm: request, refusal, visit, route, assembly) {
                return answer
            }
            form = try request.withBody { body throws(FormError) in
                try LoginForm.parse(body, posted.fields, contentType: visit.contentType)
            }
        } catch {
            log.notice("form refused", metadata: ["client": "\(visit.client)", "reason": "\(error)"])
            return page(.badRequest, visit, assembly)
        }
        // The page again changes nothing: it needs no token.
        if case .formAgain(let tag, let userName) = form {
            let shown = Self.page(
                for: route, in: assembly, userName: userName, session: session(of: visit, assembly))
            return page(shown, visit, assembly, language: tag)
        }
        if let refusal { return respond(toRefused: form, refusal, route, visit, assembly) }
        switch (form, route) {
        case (.login(let fields), .login(let destination)):
            // Nobody's password is asked of the directory in vain.
            if let closed = Self.notOpen(destination, assembly) {
                return page(closed, visit, assembly, language: fields.language)
            }
            return respond(toLogin: fields, to: destination, visit, assembly)
        case (.enter(let token, let tag), .login(let destination)):
            if let closed = Self.notOpen(destination, assembly) {
                return page(closed, visit, assembly, language: tag)
            }
            return respond(toReturned: token, to: destination, visit, assembly, language: tag)
        case (.guest(let name, let tag), .login(let destination)):
            if let closed = Self.notOpen(destination, assembly) {
                return page(closed, visit, assembly, language: tag)
            }
            return respond(toGuest: name, to: destination, visit, assembly, language: tag)
        case (.resume(let tag), .login(let destination)):
            guard let session = session(of: visit, assembly) else {
                return page(Self.page(for: route, in: assembly), visit, assembly, language: tag)
            }
            return respond(
                toSession: session, to: destination, isWanted: true, visit, assembly, language: tag)
        case (.signOut(let tag), .logout):
            return signedOut(session(of: visit, assembly), visit, assembly, language: tag)
        case (.formAgain, _), (.login, _), (.enter, _), (.guest, _), (.resume, _), (.signOut, _):
            // A password has no business at any other address, nor has a token.
            return page(.badRequest, visit, assembly)
        }
    }

    private func respond(
        toLogin fields: LoginForm.Fields, to destination: Destination, _ visit: Visit, _ assembly: Assembly
    ) -> Response {
        func again(_ notice: LoginPage.Notice) -> Page {
            .login(Self.loginPage(for: destination, assembly, userName: fields.userName, notice: notice))
        }
        guard fields.isComplete else {
            return page(again(.incomplete), visit, assembly, language: fields.language)
        }
        func wait(_ refusal: ThrottleRefusal) -> Response {
            tooMany(
                refusal, userName: fields.userName, at: destination, visit, assembly,
                language: fields.language)
        }
        let attempt: LoginAttempt?
        switch begin(fields.userName, visit, assembly) {
        case .success(let begun): attempt = begun
        case .failure(let stop):
            audit(stopped: stop.refusal, into: destination.meeting, visit)
            return wait(stop.refusal)
        case nil: attempt = nil
        }
        let rule = assembly.rooms.rule(for: destination.meeting)
        let result = assembly.login.login(
            Credentials(username: fields.userName, password: fields.password),
            under: rule.access, since: visit.arrival,
            gate: attempt.map { attempt in { attempt.mayTry($0) } })
        attempt?.end(result.outcome)
        counters.count(result.outcome)
        if case .refused(.throttled) = result.outcome, let refusal = attempt?.refusal {
            counters.count(throttled: refusal)
            if refusal.isFirst { audit(result, under: rule, into: destination.meeting, visit) }
            // Whose browser is known knows already that there is such an account. Everybody else gets the uniform answer.
            if attempt?.isKnown == true { return wait(refusal) }
        } else {
            audit(result, under: rule, into: destination.meeting, visit)
        }
        switch result.outcome {
        case .admitted(let account, let role, let notice):
            let answer = admit(
                .account(account, role), notice, to: destination, visit, assembly,
                language: fields.language)
            let begun = beginning(as: account, fields, at: destination, answer, visit, assembly)
            return remembering(attempt, fields, begun, visit, assembly)
        case .refused:
            return page(
                again(.refused), visit, assembly, language: fields.language,
                notBefore: RefusalClock.moment(arrival: visit.arrival, now: .now))
        case .accountProblem(let problem, _):
            let shown = AccountProblemPage(.init(problem), userName: fields.userName)
            return page(
                destination.ending(.accountProblem(shown)), visit, assembly, language: fields.language)
        case .notAllowed(let account, _):
            return page(
                destination.ending(.refused(account: account.shownName)), visit, assembly,
                language: fields.language)
        case .unusableAccount(let problem):
            return fault(problem, destination, visit, assembly, fields.language)
        case .directoryUnreachable:
            return page(
                destination.ending(.directoryDown(retryAfter: 10)), visit, assembly, language: fields.language
            )
        }
    }

    /// Something unforeseen: the visitor gets a number, the log the same number and the cause.
    func fault(
        _ cause: String, _ destination: Destination, _ visit: Visit, _ assembly: Assembly, _ language: String?
    ) -> Response {
        let reference = RandomText.identifier()
        log.error(
            "fault",
            metadata: ["reference": "\(reference)", "cause": "\(cause)", "client": "\(visit.client)"])
        return page(
            destination.ending(.unforeseen(reference: reference)), visit, assembly, language: language)
    }
}
