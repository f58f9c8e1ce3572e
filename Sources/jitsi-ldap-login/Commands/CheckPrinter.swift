/// Prints what a check of the directory yields.
enum CheckPrinter {
    static func show(_ event: CheckEvent) {
        switch event {
        case .part(let title): StepLines.title(title)
        case .step(let step):
            StepLines.print(word(step.result), step.text, step.time)
            step.details.forEach(StepLines.detail)
            step.advice.forEach(StepLines.advise)
        }
    }

    private static func word(_ result: CheckStep.Result) -> String {
        switch result {
        case .ok: "ok"
        case .warning: "warning"
        case .failed: "FAILED"
        case .notChecked: "-"
        }
    }

    /// The last line.
    static func text(of summary: DirectoryCheck.Summary) -> String {
        let servers =
            summary.servers == 0
            ? "no server"
            : summary.sound == summary.servers
                ? Count.of(summary.servers, "server") + " without a failure"
                : "\(summary.sound) of \(summary.servers) servers without a failure"
        let failures = summary.failures == 0 ? nil : Count.of(summary.failures, "failure")
        let warnings = summary.warnings == 0 ? nil : Count.of(summary.warnings, "warning")
        let rest = [failures, warnings].compactMap { $0 }
        return (summary.failures == 0 ? "directory OK: " : "directory NOT OK: ")
            + ([servers] + rest).joined(separator: ", ")
    }
}
