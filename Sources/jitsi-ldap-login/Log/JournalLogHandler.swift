internal import Glibc
internal import Logging

/// Writes each event as one line on standard error, for journald: a `<N>` priority (sd-daemon(3)), the event, then
/// `key=value` pairs in the order of their names.
struct JournalLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let pairs = metadata.merging(event.metadata ?? [:]) { $1 }
        let line = LogLine.text(
            priority: Self.priority(of: event.level), event: "\(event.message)",
            pairs: pairs.map { ($0, "\($1)") }.sorted { $0.0 < $1.0 })
        Self.write(line)
    }

    /// One `write` a line, so that lines of several threads do not mix.
    private static func write(_ line: String) {
        var line = line
        line.withUTF8 { text in
            var rest = UnsafeRawBufferPointer(text)
            while unsafe !rest.isEmpty {
                let written = unsafe Glibc.write(STDERR_FILENO, rest.baseAddress, rest.count)
                if written < 0 && errno == EINTR { continue }
                // A log that cannot be written must not stop a login.
                guard written > 0 else { return }
                unsafe rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            }
        }
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
