internal import Locks
internal import Login

/// The sessions that were ended before their time: a copy of their cookie is worth nothing any more.
///
/// Each stays on the list until its session would be over anyway. A full list loses nothing: then all sessions that have
/// begun until now are ended.
final class EndedSessions: Sendable {
    /// The most that are remembered one by one.
    static let most = 100_000
    /// How much longer than needed what the file says is believed, in seconds: a clock that was ahead when the process began,
    /// by some hours as where it runs in another zone, must not let sessions live again when it is put right.
    static let grace = 86_400

    private struct State {
        /// The end of each session, in seconds since 1970.
        var ends: [SessionID: Int] = [:]
        /// Sessions that began no later are over.
        var allUntil = 0
    }

    /// What every visit looks at. Never held while the disk is waited for.
    private let state: Guarded<State>
    /// Whether the file lacks something that is known here; held by whoever writes, one after the other.
    private let isFileBehind: Guarded<Bool>
    private let file: EndedSessionsFile?
    private let most: Int

    /// - Parameters:
    ///   - file: nil: the list does not outlive the process.
    ///   - report: hears why the file cannot be written: it is tried again with the next session that ends.
    /// - Throws: `SystemFailure` where the file is there and cannot be read: ended sessions would live again.
    init(
        file: EndedSessionsFile? = nil, now: Int, most: Int = EndedSessions.most,
        report: (SystemFailure) -> Void = { _ in }
    ) throws(SystemFailure) {
        self.file = file
        self.most = most
        var known = State()
        if let file {
            for line in try file.lines() {
                switch line {
                case .session(let id, let end): if end > now - Self.grace { known.ends[id] = end }
                case .all(let until): known.allUntil = max(known.allUntil, until)
                }
            }
            // What has run out goes; and that the file cannot be written shows now rather than at the first logout.
            do {
                try file.replace(Self.lines(of: known))
            } catch {
                // The old file is there as it was, and takes lines again when it can.
                report(error)
            }
        }
        state = Guarded(known)
        isFileBehind = Guarded(false)
    }

    func contains(_ session: Session) -> Bool {
        state.withLock { $0.ends[session.id] != nil || session.authenticated <= $0.allUntil }
    }

    /// Ends a session: at once for this process, and for good when the call returns.
    ///
    /// - Throws: `SystemFailure` where only this process knows now.
    func add(_ session: Session, now: Int) throws(SystemFailure) {
        let isRewritten = state.withLock { state in
            let isFull = state.ends.count >= most
            if isFull {
                state.ends = state.ends.filter { $0.value > now }
                if state.ends.count >= most { state = State(ends: [:], allUntil: now) }
            }
            state.ends[session.id] = session.latestEnd
            return isFull
        }
        guard let file else { return }
        try isFileBehind.withLock { (isBehind) throws(SystemFailure) in
            let isWhole = isRewritten || isBehind
            isBehind = true
            if isWhole {
                try file.replace(state.withLock { Self.lines(of: $0) })
            } else {
                try file.append(.session(session.id, end: session.latestEnd))
            }
            isBehind = false
        }
    }

    private static func lines(of state: State) -> [EndedSessionsFile.Line] {
        (state.allUntil > 0 ? [.all(until: state.allUntil)] : [])
            + state.ends.map { .session($0.key, end: $0.value) }
    }
}
