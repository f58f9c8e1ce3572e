internal import ArgumentParser
internal import FastCGI
internal import Foundation
internal import Glibc
internal import Logging
internal import Settings

/// `serve`: the service itself.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answers nginx over FastCGI until it is stopped.",
        discussion: """
            Listens on the socket that systemd hands over, or else on listen.socket. SIGHUP reads configuration and \
            secrets again; SIGTERM stops after the requests in hand.
            """)

    @OptionGroup var file: ConfigurationOption

    func run() throws {
        Signals.block()
        Descriptors.raiseLimit()
        SpareMemory.limitHeaps()
        let writer = LogWriter(to: STDERR_FILENO)
        defer { writer.flush() }
        let log = Logger(label: "jitsi-ldap-login") { _ in JournalLogHandler(writer: writer) }
        let manager = ServiceManager(environment: ProcessInfo.processInfo.environment)
        do {
            let service = try Service(configurationFile: file, log: log, manager: manager)
            try service.run()
        } catch let problems as ConfigurationProblems {
            Service.logProblems(problems, log)
            throw Exit.configuration
        } catch let error as ListenError {
            log.critical("no socket to listen on", metadata: ["cause": "\(error)"])
            throw Exit.system
        } catch {
            log.critical("cannot serve", metadata: ["cause": "\(error)"])
            throw Exit.software
        }
    }
}
