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

    /// How often it is looked for what other responders of the site have added to the file.
    static let interval = Duration.seconds(1)

    /// What is wrong with the file.
    enum Trouble: Equatable {
        /// It does not take what ends here.
        case unwritten(SystemFailure)
        /// It does not say what ends elsewhere.
        case unread(SystemFailure)
    }

    private struct State {
        /// The end of each session, in seconds since 1970.
        var ends: [SessionID: Int] = [:]
        /// Sessions that began no later are over.
        var allUntil = 0

        /// Takes in what the file says, but for what has long run out by `moment`.
        mutating func add(_ lines: [EndedSessionsFile.Line], after moment: Int) {
            for line in lines {
                switch line {
                case .session(let id, let end): if end > moment { ends[id] = max(end, ends[id] ?? 0) }
                case .all(let until): allUntil = max(allUntil, until)
                }
            }
        }
    }

    /// What is known of the file.
    private struct Look {
        var position = EndedSessionsFile.Position()
        var next = ContinuousClock.now
        var isUnderWay = false
        var hasFailed = false
    }

    /// What every visit looks at. Never held while the disk is waited for.
    private let state: Guarded<State>
    /// Whether the file lacks something that is known here; held by whoever writes, one after the other.
    private let isFileBehind: Guarded<Bool>
    private let look: Guarded<Look>
    private let file: EndedSessionsFile?
    private let most: Int
    private let report: @Sendable (Trouble) -> Void

    /// - Parameters:
    ///   - file: nil: the list does not outlive the process. Several processes may have the same one.
    ///   - report: hears why the file cannot be written: it is tried again with the next session that ends; and why it cannot
    ///     be read.
    /// - Throws: `SystemFailure` where the file is there and cannot be read: ended sessions would live again.
    init(
        file: EndedSessionsFile? = nil, now: Int, most: Int = EndedSessions.most,
        report: @escaping @Sendable (Trouble) -> Void = { _ in }
    ) throws(SystemFailure) {
        self.file = file
        self.most = most
        self.report = report
        var known = State()
        if let file {
            try file.alone { () throws(SystemFailure) in
                known.add(try file.lines(), after: now - Self.grace)
                // What has run out goes; and that the file cannot be written shows now rather than at the first logout.
                do throws(SystemFailure) {
                    try file.replace(Self.lines(of: known))
                } catch {
                    // The old file is there as it was, and takes lines again when it can.
                    report(.unwritten(error))
                }
            }
        }
        state = Guarded(known)
        isFileBehind = Guarded(false)
        look = Guarded(Look())
    }

    func contains(_ session: Session) -> Bool {
        lookAgain()
        return state.withLock { $0.ends[session.id] != nil || session.authenticated <= $0.allUntil }
    }

    /// Takes in what other processes have added. One visit at a time waits for the disk.
    private func lookAgain() {
        guard let file else { return }
        let position = look.withLock { look -> EndedSessionsFile.Position? in
            guard !look.isUnderWay, ContinuousClock.now >= look.next else { return nil }
            look.isUnderWay = true
            return look.position
        }
        guard var position else { return }
        var failure: SystemFailure?
        do throws(SystemFailure) {
            let lines = try file.lines(after: &position)
            if !lines.isEmpty { state.withLock { $0.add(lines, after: 0) } }
        } catch {
            failure = error
        }
        let isNew = look.withLock { look in
            defer { look.hasFailed = failure != nil }
            look.position = position
            look.isUnderWay = false
            look.next = .now + Self.interval
            return !look.hasFailed
        }
        if let failure, isNew { report(.unread(failure)) }
    }

    /// Ends a session: at once for this process, for others with the same file within a second, and for good when the call
    /// returns.
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
            try file.alone { () throws(SystemFailure) in
                if isWhole {
                    try rewrite(file, now: now)
                } else {
                    try file.append(.session(session.id, end: session.latestEnd))
                }
            }
            isBehind = false
        }
    }

    /// With what others have added since.
    private func rewrite(_ file: EndedSessionsFile, now: Int) throws(SystemFailure) {
        let theirs = try file.lines()
        try file.replace(
            state.withLock { state in
                // A session that began no later than all that are over need not be listed; when it began, a line does not say.
                if state.allUntil < now { state.add(theirs, after: now) }
                return Self.lines(of: state)
            })
    }

    private static func lines(of state: State) -> [EndedSessionsFile.Line] {
        (state.allUntil > 0 ? [.all(until: state.allUntil)] : [])
            + state.ends.map { .session($0.key, end: $0.value) }
    }
}
