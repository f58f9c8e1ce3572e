internal import FastCGI
internal import JitsiToken
internal import LDAP
internal import Locks
internal import Logging
internal import Login
internal import Pages
internal import Synchronization

/// Answers the visitors: pages, forms, redirects.
final class WebApplication: Application {
    private let current: Guarded<Assembly>
    private let server = Guarded<Server?>(nil)
    let counters = LoginCounters()
    /// Beyond reloads: a new configuration makes nobody new.
    let throttle: Throttle
    let hasWarnedOfProxy = Atomic(false)
    let log: Logger
    let ended: EndedSessions

    init(_ assembly: Assembly, ended: EndedSessions, log: Logger) {
        current = Guarded(assembly)
        throttle = Throttle(remembered: assembly.throttle.remembered)
        self.ended = ended
        self.log = log
    }

    /// What answers now. A request that has begun keeps what it began with.
    var assembly: Assembly { current.withLock { $0 } }

    /// Puts a new configuration into force.
    func adopt(_ assembly: Assembly) { current.withLock { $0 = assembly } }

    /// Tells whose counters `/metrics` shows beside the logins'.
    func observe(_ server: Server) { self.server.withLock { $0 = server } }

    /// An address of a photo can wait: nobody's login does for it. Only a form with a user name, and a login with a session,
    /// can lead to the directory, and no form that is not taken. The way on from a notice, and the form again, do not wait
    /// behind logins that do.
    func pace(of request: borrowing Request) -> Pace {
        if Self.isForPhoto(request) { return .patient }
        let reading = Reading(request, assembly)
        request.keep(reading)
        return needsDirectory(reading) ? .slow : .quick
    }

    private func needsDirectory(_ reading: Reading) -> Bool {
        if reading.visit.method == "GET" { return bringsSession(reading) }
        guard let posted = reading.posted, posted.refusal == nil, let fields = try? posted.fields.get() else {
            return false
        }
        return fields.mayBeLogin || fields.mayBeResume && bringsSession(reading)
    }

    /// Whether it has a live session to a login. What only looks like one must not keep others waiting.
    private func bringsSession(_ reading: Reading) -> Bool {
        guard case .login(let destination) = reading.route, !destination.asksForPassword else { return false }
        return session(of: reading.visit, reading.assembly) != nil
    }

    /// What was found out for the request's pace. Where there is a new configuration by now, it is read anew.
    private func reading(_ request: borrowing Request) -> Reading {
        let assembly = assembly
        if let reading = request.takeKept() as? Reading, reading.assembly === assembly { return reading }
        return Reading(request, assembly)
    }

    /// By the first bytes of the address, as the router decides.
    private static func isForPhoto(_ request: borrowing Request) -> Bool {
        request.withBytes(of: "REQUEST_URI") { address in
            let path = AvatarAddresses.path.utf8
            return address.count >= path.count && zip(address.indices, path).allSatisfy { address[$0] == $1 }
        } ?? false
    }

    func respond(to request: borrowing Request) -> Response {
        let reading = reading(request)
        let (visit, assembly) = (reading.visit, reading.assembly)
        switch reading.route {
        case .health: return .text("ok\n")
        case .metrics:
            return .text(
                Metrics.text(counters, server.withLock { $0 }?.counters, assembly.servers.statistics))
        case .asset(let asset):
            return file(visit, assembly) { Response(asset.response(ifNoneMatch: visit.entityTag)) }
        case .avatar(let sealed):
            return file(visit, assembly) { respond(toPhoto: sealed, visit, assembly) }
        case .keys(let path):
            return file(visit, assembly) { respond(toKeys: path, visit, assembly) }
        case let route:
            guard assembly.loginURL.isNamed(byHost: visit.host) else {
                log.info(
                    "request for another host",
                    metadata: ["host": "\(visit.host)", "client": "\(visit.client)"])
                return page(.wrongHost, visit, assembly)
            }
            if case .unreadable(let reason) = route {
                log.notice("address refused", metadata: ["client": "\(visit.client)", "reason": "\(reason)"])
            }
            switch visit.method {
            case "GET", "HEAD": return respond(toLook: route, visit, assembly)
            case "POST": return respond(toForm: request, reading)
            default: return refuse(method: visit, allowed: "GET, HEAD, POST", assembly)
            }
        }
    }

    /// The answer to somebody who opens an address. HEAD uses no session, and ends none (RFC 9110, 9.2.1).
    private func respond(toLook route: Route, _ visit: Visit, _ assembly: Assembly) -> Response {
        let session = visit.method == "GET" ? session(of: visit, assembly) : nil
        switch route {
        case .login(let destination):
            if session == nil, visit.method == "GET" { noteUnreadableSession(of: visit, assembly) }
            if !destination.asksForPassword, let session {
                let answer = respond(toSession: session, to: destination, visit, assembly)
                // No page but one may stand in a frame.
                if answer.status == 303 || !visit.isInFrame { return answer }
            }
            if visit.isInFrame { return page(Self.framed(destination, visit), visit, assembly) }
            return page(
                sentBack(to: destination, visit, assembly) ?? Self.page(for: route, in: assembly), visit,
                assembly)
        case .kicked(let meeting): return respond(toKick: meeting, session, visit, assembly)
        case .logout where visit.method == "GET": return respond(toLogout: session, visit, assembly)
        case .invited(let sealed): return respond(toInvited: sealed, visit, assembly)
        default: return page(Self.page(for: route, in: assembly, session: session), visit, assembly)
        }
    }

    /// What can only be fetched, by whatever name the host has.
    private func file(_ visit: Visit, _ assembly: Assembly, _ content: () -> Response) -> Response {
        guard ["GET", "HEAD"].contains(visit.method) else {
            return refuse(method: visit, allowed: "GET, HEAD", assembly)
        }
        return content()
    }

    private func refuse(method visit: Visit, allowed: String, _ assembly: Assembly) -> Response {
        log.notice("method refused", metadata: ["client": "\(visit.client)", "method": "\(visit.method)"])
        return page(.methodNotAllowed(allowed: allowed), visit, assembly)
    }

    func respondOverloaded(to request: borrowing Request) -> Response {
        if Self.isForPhoto(request) { return Self.photoUnavailable }
        let reading = reading(request)
        let (visit, assembly) = (reading.visit, reading.assembly)
        auditOverloaded(request, reading)
        let resumes = visit.method == "GET" && visit.session != nil
        return page(.overloaded(retryAfter: 10, resumes: resumes), visit, assembly)
    }

    func respondTooLarge(to request: borrowing Request) -> Response {
        let visit = Visit(request)
        log.notice("request too large", metadata: ["client": "\(visit.client)"])
        return page(.tooLarge, visit, assembly)
    }

    /// The page in the visitor's language, its forms good for this browser.
    func page(
        _ page: Page, _ visit: Visit, _ assembly: Assembly, language posted: String? = nil,
        notBefore: ContinuousClock.Instant? = nil
    ) -> Response {
        let language = Language.chosen(
            posted: posted, requested: AddressQuery.language(in: visit.query),
            acceptLanguage: visit.acceptLanguage, for: assembly.pages.site)
        var stamp = FormStamp(visit, assembly.forms)
        let rendered = assembly.pages.render(page, language: language) {
            do {
                return try stamp.token()
            } catch {
                // A form without a token is shown again and not acted on.
                log.error("no form token", metadata: ["cause": "\(error)"])
                return ""
            }
        }
        let answer = Response(rendered, notBefore: notBefore)
        return stamp.cookie.map { answer.adding($0) } ?? answer
    }
}
