internal import Locks

/// The lines on their way to the log's descriptor, in bounded memory, and who waits for them.
final class LogQueue: Sendable {
    private struct State {
        var lines: [[UInt8]] = []
        /// Bytes that are not written yet, in `lines` and in the writer's hands.
        var bytes = 0
        /// How many lines have been appended and written.
        var (appended, written) = (0, 0)
        /// How many were lost and not spoken of yet.
        var lost = 0
        /// Whether somebody has waited in vain, and not all is written since.
        var isBehind = false
    }

    private let state = Monitor(State())
    private let longest: Int

    /// - Parameter longest: how much it holds, in bytes. A line beyond that is lost, and counted.
    init(longest: Int) { self.longest = longest }

    /// Appends a line, and waits until it is written; no longer than `patience`, and not at all while the log is behind.
    func append(_ line: [UInt8], patience: Duration) {
        let awaited = state.change { state -> Int? in
            guard state.bytes + line.count <= longest else {
                state.lost += 1
                return nil
            }
            state.lines.append(line)
            state.bytes += line.count
            state.appended += 1
            return state.isBehind ? nil : state.appended
        }
        guard let awaited, !waitUntilWritten(awaited, patience) else { return }
        state.withLock { $0.isBehind = $0.written < awaited }
    }

    /// Waits until all is written, at most for `limit`.
    func drain(within limit: Duration) {
        _ = waitUntilWritten(state.withLock(\.appended), limit)
    }

    /// The next lines, in order; waits for one.
    func take() -> [[UInt8]] {
        state.wait { state in
            guard !state.lines.isEmpty else { return nil }
            let lines = state.lines
            state.lines = []
            return lines
        }
    }

    /// One of those taken is written, or could not be.
    ///
    /// - Returns: how many lines are lost, where the log takes lines again and has caught up: the caller's to say, or to
    ///   give back to `lose`.
    func finish(_ line: [UInt8], isWritten: Bool) -> Int {
        state.change { state in
            state.bytes -= line.count
            state.written += 1
            if !isWritten { state.lost += 1 }
            guard isWritten, state.written == state.appended else { return 0 }
            state.isBehind = false
            let lost = state.lost
            state.lost = 0
            return lost
        }
    }

    /// Counts lines as lost.
    func lose(_ lines: Int) { state.withLock { $0.lost += lines } }

    /// Whether it was written in time.
    private func waitUntilWritten(_ number: Int, _ limit: Duration) -> Bool {
        state.wait(within: limit) { $0.written >= number ? true : nil } != nil
    }
}
