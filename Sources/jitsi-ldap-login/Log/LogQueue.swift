internal import Locks

/// The lines on their way to the log's descriptor, in bounded memory, and who waits for them.
final class LogQueue: Sendable {
    /// What waits to be written.
    struct Line {
        let bytes: [UInt8]
        /// Whether the beginning of the line is written already.
        var isRest = false
    }

    private struct State {
        var lines: [Line] = []
        /// Bytes that are not written yet, in `lines` and in the writer's hands.
        var bytes = 0
        /// How many lines have been appended and written.
        var (appended, written) = (0, 0)
        /// How many were lost and not spoken of yet.
        var lost = 0
        /// Whether somebody has waited in vain, and not all is written since.
        var isBehind = false
        /// Whether the writer has lines in its hands.
        var isWriting = false
        /// How many threads write a line of their own at this moment, without the lock.
        var besides = 0
        /// Whether the descriptor can be written to without waiting.
        var takesAtOnce = true

        /// Whether nothing is before a line that comes now: no other line, and no word about those that are lost.
        var isClear: Bool { takesAtOnce && !isWriting && lines.isEmpty && lost == 0 }
    }

    private let state = Monitor(State())
    private let longest: Int

    /// - Parameter longest: how much it holds, in bytes. A line beyond that is lost, and counted.
    init(longest: Int) { self.longest = longest }

    /// Writes a line at once where nothing is before it. What is left of it is appended, and this waits until it is written; no
    /// longer than `patience`, and not at all while the log is behind.
    ///
    /// Under the lock, where nobody else's line may come into the middle of this one; they never wait long.
    func append(_ line: UnsafeRawBufferPointer, to descriptor: LogDescriptor, patience: Duration) {
        if descriptor.takesWhole(line.count), unsafe writeBeside(line, to: descriptor) { return }
        let appended = state.withLock { state -> (number: Int, isAwaited: Bool)? in
            let isFirst = state.isClear && state.besides == 0
            let taken = unsafe isFirst ? Self.write(line, to: descriptor, &state) : 0
            guard taken < line.count else { return nil }
            // What has begun is ended, however long it is: no line shall stand in another.
            guard taken > 0 || state.bytes + line.count <= longest else {
                state.lost += 1
                return nil
            }
            unsafe state.lines.append(Line(bytes: Array(line[taken...]), isRest: taken > 0))
            state.bytes += line.count - taken
            state.appended += 1
            return (state.appended, !state.isBehind)
        }
        guard let appended else { return }
        state.wakeAll()
        guard appended.isAwaited, !waitUntilWritten(appended.number, patience) else { return }
        state.withLock { $0.isBehind = $0.written < appended.number }
    }

    /// Writes a line that is taken whole or not at all, beside those of other threads. The reader wakes up with the first of
    /// them: who held the lock by then would keep all others waiting for a processor.
    ///
    /// - Returns: whether it is written.
    private func writeBeside(_ line: UnsafeRawBufferPointer, to descriptor: LogDescriptor) -> Bool {
        let isClear = state.withLock { state in
            if state.isClear { state.besides += 1 }
            return state.isClear
        }
        guard isClear else { return false }
        let result = unsafe descriptor.writeAtOnce(line)
        let isAwaited = state.withLock { state in
            state.besides -= 1
            return state.besides == 0 && !state.lines.isEmpty
        }
        if isAwaited { state.wakeAll() }
        return if case .taken(line.count) = result { true } else { false }
    }

    /// How much of the line was taken at once.
    private static func write(
        _ line: UnsafeRawBufferPointer, to descriptor: LogDescriptor, _ state: inout State
    ) -> Int {
        switch unsafe descriptor.writeAtOnce(line) {
        case .taken(let count): return count
        case .mayWait:
            state.takesAtOnce = false
            return 0
        }
    }

    /// Waits until all is written, at most for `limit`.
    func drain(within limit: Duration) {
        _ = waitUntilWritten(state.withLock(\.appended), limit)
    }

    /// The next lines, in order; waits for one. Whoever calls has written those before.
    func take() -> [Line] {
        state.wait { state in
            // Whoever writes beside would come into the middle of a long line.
            state.isWriting = !state.lines.isEmpty && state.besides == 0
            guard state.isWriting else { return nil }
            let lines = state.lines
            state.lines = []
            return lines
        }
    }

    /// One of those taken is written, or could not be.
    ///
    /// - Returns: how many lines are lost, where the log takes lines again and has caught up: the caller's to say, or to
    ///   give back to `lose`.
    func finish(_ line: Line, isWritten: Bool) -> Int {
        state.change { state in
            state.bytes -= line.bytes.count
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
