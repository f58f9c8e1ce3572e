internal import Login

/// Prints the steps of a login with the time that each took.
final class LoginReport {
    private var last = ContinuousClock.now
    private var hasFailedOver = false

    func show(_ step: DirectoryStep) {
        switch step {
        case .serverFailed(let server, let step, let cause, let remedy):
            failed("\(server): \(step) failed: \(cause)")
            if let remedy { advise(remedy) }
            hasFailedOver = true
        case .connected(let server):
            ok("\(hasFailedOver ? "asked another: " : "")reached \(server) and signed in as the service")
        case .binding(let server, let name):
            ok("\(hasFailedOver ? "asking another: " : "")binding at \(server) as \(name)")
        case .foreignDomain(let domain):
            failed(
                "the domain \(domain) is not the one of directory.users.base, or the directory does not tell its name"
            )
        case .searched(let filter, let matches):
            let found = matches == 0 ? "nobody" : matches == 1 ? "one entry" : "more than one entry"
            line(matches == 1 ? "ok" : "FAILED", "searched for \(filter): \(found)")
        case .found(let dn): ok("found \(dn)")
        case .passwordTried(let trial, let detail):
            let words = detail.isEmpty ? "" : " (\(detail))"
            switch trial {
            case .right: ok("the password is right")
            case .rightButBarred: ok("the password is right, but the directory objects\(words)")
            case .refused: failed("the password is refused\(words)")
            }
        case .groupsRead(let groups):
            let count =
                groups.isEmpty ? "no group" : groups.count == 1 ? "one group" : "\(groups.count) groups"
            ok("in " + count)
            for group in groups.map(\.normalizedName).sorted().prefix(100) { detail(group) }
        }
    }

    func ok(_ text: String) { line("ok", text) }
    func warn(_ text: String) { line("warning", text) }
    func failed(_ text: String) { line("FAILED", text) }

    /// What a step that failed may mean, below it.
    func advise(_ text: String) { StepLines.advise(text) }

    /// What belongs to the line before.
    func detail(_ text: String) { StepLines.detail(text) }

    private func line(_ result: String, _ text: String) {
        let now = ContinuousClock.now
        StepLines.print(result, text, last.duration(to: now))
        last = now
    }
}
