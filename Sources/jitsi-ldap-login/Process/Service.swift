internal import FastCGI
internal import Foundation
internal import LDAP
internal import Logging
internal import Settings

/// The running service: socket, server, signals.
final class Service: Sendable {
    private let file: ConfigurationOption
    private let log: Logger
    private let manager: ServiceManager
    private let application: WebApplication
    private let server: Server
    private let listening: Listening

    /// How often memory is looked after, at least.
    private static let housekeeping = Duration.seconds(10)

    init(configurationFile: ConfigurationOption, log: Logger, manager: ServiceManager) throws {
        file = configurationFile
        self.log = log
        self.manager = manager
        let (configuration, assembly) = try file.assemble(
            keeping: Descriptors.forDirectory, report: Self.directoryReport(log))
        Self.logNotices(configuration, log)
        listening = Listening(configuration)
        // Before there is a socket that anybody could take for a service.
        let ended = try Self.endedSessions(assembly.sessions == nil ? nil : log)
        let listener = try ListeningSocket.inherited() ?? listening.open()
        application = WebApplication(
            assembly, ended: ended, log: log)
        var limits = Limits()
        limits.slowWait = configuration.directory.timeout.value
        server = try Server(
            listener: listener, workers: listening.workers, limits: limits, application: application
        ) { event in
            log.warning("fastcgi", metadata: ["event": "\(event)"])
        }
        application.observe(server)
    }

    /// Serves until a signal ends it.
    func run() throws {
        Thread.detachNewThread { [self] in obeySignals() }
        SpareMemory.releaseAfterSetup()
        log.notice("ready", metadata: ["workers": "\(listening.workers)"])
        manager.ready(status: "ready")
        try server.run()
        log.notice("stopped")
    }

    private func obeySignals() {
        var pulse = Pulse()
        var spare = SpareMemory()
        let interval = min(manager.watchdogInterval ?? Self.housekeeping, Self.housekeeping)
        while true {
            switch Signals.next(within: interval) {
            case .reload: reload()
            case .stop:
                log.notice("stopping")
                manager.stopping()
                server.stop()
                return
            case .nothing: break
            }
            // After a reload too: where one follows the other, there may be no pause for a long time.
            let counters = server.counters
            if pulse.isBeating(counters.rounds), manager.watchdogInterval != nil { manager.alive() }
            spare.releaseAfterHolding(counters.held, now: counters.heldNow)
        }
    }

    /// Reads everything again. What is broken stays out, and the old goes on.
    private func reload() {
        manager.reloading()
        var status = "ready"
        defer { manager.ready(status: status) }
        do throws(ConfigurationProblems) {
            let (configuration, assembly) = try file.assemble(
                keeping: Descriptors.forDirectory, report: Self.directoryReport(log))
            Self.logNotices(configuration, log)
            let remembered = application.assembly.throttle.remembered
            application.adopt(assembly)
            SpareMemory.releaseAfterSetup()
            log.notice("reloaded")
            if assembly.throttle.remembered != remembered {
                log.warning(
                    "throttle.remembered has changed, which takes a restart",
                    metadata: ["key": "throttle.remembered"])
            }
            if Listening(configuration) != listening {
                log.warning("listen has changed, which takes a restart", metadata: ["key": "listen"])
            }
            if configuration.usesCredentials {
                log.notice("secrets that systemd hands over stay as they were: they change by a restart only")
            }
        } catch {
            Self.logProblems(error, log)
            log.error("not reloaded: the configuration before stays in force")
            status = "ready, by the configuration before the last reload, which was refused: see the log"
        }
    }

    /// The list of sessions that were ended, in the folder that systemd keeps for the service (`StateDirectory=`,
    /// systemd.exec(5)).
    ///
    /// - Parameter log: nil where there are no sessions.
    private static func endedSessions(_ log: Logger?) throws -> EndedSessions {
        let folders = ProcessInfo.processInfo.environment["STATE_DIRECTORY"] ?? ""
        guard let folder = folders.split(separator: ":").first else {
            log?.notice(
                """
                no $STATE_DIRECTORY: sessions that were ended are forgotten with a restart, and a copied cookie of one is \
                good again until its limit
                """)
            return try EndedSessions(now: TokenMinter.now)
        }
        return try EndedSessions(
            file: EndedSessionsFile(path: folder + "/ended-sessions"), now: TokenMinter.now
        ) { trouble in
            switch trouble {
            case .unwritten(let failure):
                log?.error(
                    "the list of ended sessions cannot be written: sessions that are ended now live again after a restart",
                    metadata: ["cause": "\(failure)"])
            case .unread(let failure):
                log?.error(
                    "the list of ended sessions cannot be read: sessions that another responder ends are good here",
                    metadata: ["cause": "\(failure)"])
            }
        }
    }

    static func logProblems(_ problems: ConfigurationProblems, _ log: Logger) {
        for problem in problems.problems.prefix(100) {
            log.error("configuration", metadata: ["file": "\(problems.path)", "problem": "\(problem)"])
        }
    }

    private static func logNotices(_ configuration: Configuration, _ log: Logger) {
        for notice in configuration.notices {
            log.notice("configuration", metadata: ["file": "\(configuration.path)", "notice": "\(notice)"])
        }
    }

    private static func directoryReport(_ log: Logger) -> @Sendable (DirectoryEvent) -> Void {
        { event in
            log.log(
                level: event.isProblem ? .warning : .info, "directory", metadata: ["event": "\(event)"])
        }
    }
}
