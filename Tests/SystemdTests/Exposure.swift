/// What `systemd-analyze security` finds, systemd-analyze(1).
struct Exposure {
    /// From 0, all is restricted, to 10, nothing is.
    let level: Double

    /// nil where `report` does not end in a figure.
    init?(_ report: String) {
        guard let match = report.firstMatch(of: /Overall exposure level for [^:]+: ([0-9]+\.[0-9])/),
            let level = Double(match.1)
        else { return nil }
        self.level = level
    }
}
