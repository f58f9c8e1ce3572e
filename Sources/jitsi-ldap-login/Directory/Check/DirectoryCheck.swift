internal import LDAP
internal import Login
internal import Settings

/// Looks at the directory as an administrator would, part by part and server by server, each by itself: a server that
/// fails stops nothing but its own part.
///
/// It yields values; a printer makes lines of them, and tests look at them.
struct DirectoryCheck {
    let parts: DirectoryParts
    let rules: AccessRules
    /// What is written in the file: the texts that the administrator knows.
    let configuration: Configuration
    /// Somebody to look up on every server, as they would type their name; nil: nobody.
    var person: String?
    /// Asks the DNS.
    var discover: (_ domain: String, _ startTLS: Bool) -> DiscoveryInspection = {
        DiscoveryInspection.run(domain: $0, startTLS: $1)
    }

    /// How it ended.
    struct Summary: Equatable {
        let servers: Int
        /// The servers without a failure.
        let sound: Int
        let warnings: Int
        let failures: Int
        let failings: Set<Failing>
    }

    /// Whether somebody searches beside those who sign in.
    var hasService: Bool {
        if case .none = parts.access.account { false } else { true }
    }

    /// Looks at everything.
    func run(_ hear: @escaping (CheckEvent) -> Void) -> Summary {
        let recorder = CheckRecorder(hear)
        var sound = 0
        var findings: [PersonFinding] = []
        let servers = servers(recorder)
        for server in servers {
            let failuresBefore = recorder.failures
            recorder.begin(server.address.description)
            if let finding = ServerCheck(server: server, check: self, recorder: recorder).run() {
                findings.append(finding)
            }
            if recorder.failures == failuresBefore { sound += 1 }
        }
        if let person, findings.count > 1 { PersonComparison(person, findings).run(recorder) }
        return Summary(
            servers: servers.count, sound: sound, warnings: recorder.warnings, failures: recorder.failures,
            failings: recorder.failings)
    }

    /// The servers of the file, or those that the DNS names.
    private func servers(_ recorder: CheckRecorder) -> [DirectoryServer] {
        switch parts.access.source {
        case .fixed(let servers): return servers
        case .dns(let domain, let startTLS):
            recorder.begin("dns:\(domain)")
            let found = discover(domain, startTLS)
            let asked = found.asked.map { "asked for \($0)" }
            if let problem = found.problem {
                recorder.fail(
                    .unreachable, "\(domain): no servers were found: \(problem)", details: asked,
                    advice: [
                        "correct the SRV records, or this host's name servers (/etc/resolv.conf), or list directory.servers"
                    ])
            } else {
                recorder.ok(
                    "the SRV records of \(domain) name \(Count.of(found.servers.count, "server"))",
                    details: asked + found.servers.map(\.address.description))
            }
            if !found.dropped.isEmpty {
                recorder.warn(
                    "not believed: \(found.dropped.joined(separator: ", "))",
                    advice: ["only hosts inside \(domain) are used: list others under directory.servers"])
            }
            return found.servers
        }
    }
}
