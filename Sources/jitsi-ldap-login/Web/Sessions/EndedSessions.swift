internal import Login
internal import Synchronization

/// The sessions that were ended before their time: a copy of their cookie is worth nothing any more.
///
/// Each stays on the list until its session would be over anyway. A full list loses nothing: then all sessions that have
/// begun until now are ended.
final class EndedSessions: Sendable {
    /// The most that are remembered one by one.
    static let most = 100_000

    private struct State {
        /// The end of each session, in seconds since 1970.
        var ends: [SessionID: Int] = [:]
        /// Sessions that began no later are over.
        var allUntil = 0
    }

    private let state: Mutex<State>
    private let file: EndedSessionsFile?
    private let most: Int

    /// - Parameter file: nil: the list does not outlive the process.
    /// - Throws: `SystemFailure` where the file is there and cannot be read or written: without it ended sessions would
    ///   live again.
    init(file: EndedSessionsFile? = nil, now: Int, most: Int = EndedSessions.most) throws(SystemFailure) {
        self.file = file
        self.most = most
        var known = State()
        if let file {
            for line in try file.lines() {
                switch line {
                case .session(let id, let end): if end > now { known.ends[id] = end }
                case .all(let until): known.allUntil = max(known.allUntil, until)
                }
            }
            // What has run out goes; and that the file can be written shows now rather than at the first logout.
            try file.replace(Self.lines(of: known))
        }
        state = Mutex(known)
    }

    func contains(_ session: Session) -> Bool {
        state.withLock { $0.ends[session.id] != nil || session.authenticated <= $0.allUntil }
    }

    /// Ends a session, and returns once the disk has it.
    ///
    /// - Parameter end: when it would be over in any case.
    /// - Throws: `SystemFailure` where only this process knows now.
    func add(_ session: Session, until end: Int, now: Int) throws(SystemFailure) {
        try state.withLock { (state) throws(SystemFailure) in
            if state.ends.count >= most {
                state.ends = state.ends.filter { $0.value > now }
                if state.ends.count >= most { state = State(ends: [:], allUntil: now) }
                state.ends[session.id] = end
                try file?.replace(Self.lines(of: state))
            } else {
                state.ends[session.id] = end
                try file?.append(.session(session.id, end: end))
            }
        }
    }

    private static func lines(of state: State) -> [EndedSessionsFile.Line] {
        (state.allUntil > 0 ? [.all(until: state.allUntil)] : [])
            + state.ends.map { .session($0.key, end: $0.value) }
    }
}
