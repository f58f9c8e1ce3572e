internal import Locks

/// Keeps a roster as the DNS has it: asks for a domain's SRV records on a thread of its own, again and again.
final class ServerDiscovery: Sendable {
    /// So many servers are enough for any organisation; an answer with a thousand is none that should start a thousand
    /// threads.
    static let mostServers = 16

    private let domain: ServiceDomain
    private let startTLS: Bool
    private let roster: ServerRoster
    private let tuning: Tuning
    private let report: @Sendable (DirectoryEvent) -> Void
    private let isStopped = Monitor(false)

    init(
        of domain: ServiceDomain, startTLS: Bool, into roster: ServerRoster, _ tuning: Tuning,
        _ report: @escaping @Sendable (DirectoryEvent) -> Void
    ) {
        self.domain = domain
        self.startTLS = startTLS
        self.roster = roster
        self.tuning = tuning
        self.report = report
    }

    /// - Returns: false where the system gave no thread.
    func start() -> Bool {
        startThread { self.run() }
    }

    /// Has the thread end.
    func stop() {
        isStopped.change { $0 = true }
    }

    private func run() {
        var failures = 0
        var lastWords: String?
        var lastDropped: Set<String> = []
        while true {
            var finding = ServerFinding(domain: domain, startTLS: startTLS)
            finding.ask { NameService.records(of: $0, from: tuning.nameServer) }
            // The roster must not be filled again after it has been let go of.
            if isStopped.withLock({ $0 }) { return }
            let words = adopt(finding)
            if let words, words != lastWords {
                report(.discoveryFailed(domain: domain.name, words: words))
            }
            let dropped = Set(finding.dropped)
            if !dropped.isEmpty, dropped != lastDropped {
                report(
                    .recordsDropped(
                        domain: domain.name, count: dropped.count,
                        examples: dropped.sorted().prefix(3).map { presentable($0) }))
            }
            (lastWords, lastDropped) = (words, dropped)
            failures = words == nil ? 0 : failures + 1
            let pause =
                words == nil
                ? min(max(finding.life, tuning.recordLife.lowerBound), tuning.recordLife.upperBound)
                : min(tuning.discoveryRetry * (1 << min(failures - 1, 6)), .seconds(60))
            if isStopped.wait(until: Deadline(in: pause), for: { $0 ? true : nil }) != nil { return }
        }
    }

    /// Has the roster follow what was found.
    ///
    /// - Returns: what went wrong; the roster stays as it was then.
    private func adopt(_ finding: ServerFinding) -> String? {
        let servers: [DirectoryServer]
        var problem = ""
        switch finding.result {
        case .servers(let found): servers = found
        case .noService:
            servers = []
            problem = "the DNS says that \(domain.name) has no such service: correct its SRV records"
        case .unknown(let words):
            roster.fail("no servers of \(domain.name) are known: \(words)")
            return words
        }
        guard let (added, removed) = roster.adopt(servers, problem: problem) else {
            return "the system gave no thread for a server"
        }
        if !added.isEmpty || !removed.isEmpty {
            report(.serversChanged(domain: domain.name, added: added, removed: removed))
        }
        return problem.isEmpty ? nil : problem
    }
}
