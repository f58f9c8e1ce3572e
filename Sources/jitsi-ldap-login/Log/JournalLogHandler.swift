internal import Logging

/// Makes one line of each event, for journald: a `<N>` priority (sd-daemon(3)), the event, then
/// `key=value` pairs in the order of their names.
struct JournalLogHandler: LogHandler {
    let writer: LogWriter
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = event.metadata ?? [:]
        if !metadata.isEmpty { all.merge(metadata) { own, _ in own } }
        var pairs = all.map { (key: $0, value: $1.description) }
        pairs.sort { $0.key < $1.key }
        writer.write(
            LogLine.text(
                priority: Self.priority(of: event.level), event: event.message.description, pairs: pairs))
    }

    /// The syslog priority of a level (syslog(3), `LOG_CRIT` to `LOG_DEBUG`).
    private static func priority(of level: Logger.Level) -> Int {
        switch level {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }
}
