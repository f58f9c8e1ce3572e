internal import Login

/// Prints the steps of a login with the time that each took.
///
/// What an entry holds is its owner's to write: it is shown so that it cannot write on the terminal.
final class LoginReport {
    private var last = ContinuousClock.now

    func show(_ step: DirectoryStep) {
        switch step {
        case .connected(let server): ok("reached \(server) and signed in as the service account")
        case .binding(let server, let name): ok("binding at \(server) as \(name)")
        case .foreignDomain(let domain):
            failed(
                "the domain \(domain) is not the one of directory.users.base, or the directory does not tell its name"
            )
        case .searched(let filter, let matches):
            let found = matches == 0 ? "nobody" : matches == 1 ? "one entry" : "more than one entry"
            line(matches == 1 ? "ok" : "FAILED", "searched for \(filter): \(found)")
        case .found(let dn): ok("found \(dn)")
        case .passwordTried(let accepted, let diagnostic):
            let words = diagnostic.isEmpty ? "" : " (\(diagnostic))"
            line(
                accepted ? "ok" : "FAILED",
                accepted ? "the password is right" : "the password is refused\(words)")
        case .groupsRead(let groups):
            ok("in \(groups.count == 1 ? "one group" : "\(groups.count) groups")")
            for group in groups.map(\.normalizedName).sorted().prefix(100) { detail(group) }
        }
    }

    func ok(_ text: String) { line("ok", text) }
    func failed(_ text: String) { line("FAILED", text) }

    /// What a step that failed may mean, below it.
    func advise(_ text: String) { print("        \(text)") }

    /// What belongs to the line before.
    func detail(_ text: String) { print("        " + LogLine.printable(text)) }

    private func line(_ result: String, _ text: String) {
        let now = ContinuousClock.now
        let time = last.duration(to: now).components
        last = now
        let milliseconds = String(time.seconds * 1000 + time.attoseconds / 1_000_000_000_000_000)
        let padded = String(repeating: " ", count: max(0, 6 - result.count)) + result
        print("\(padded)  \(LogLine.printable(text))  [\(milliseconds) ms]")
    }
}
