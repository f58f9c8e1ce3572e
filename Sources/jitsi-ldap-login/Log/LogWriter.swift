internal import Dispatch
internal import Foundation
internal import Glibc
internal import Synchronization

/// Writes the lines of the log to a descriptor, on a thread of its own: the reader of a pipe, or journald, can stop reading,
/// and then `write` waits for ever. No login shall wait with it.
///
/// As long as the log keeps up, whoever has something to say goes on once it is written. When it does not, nobody waits until
/// it has caught up; lines queue, in bounded memory, and what is lost is counted and said.
final class LogWriter: Sendable {
    /// How long an event waits for its line to be written.
    static let patience = DispatchTimeInterval.milliseconds(100)
    /// How much waits to be written, in bytes. A line beyond that is lost.
    static let longestQueue = 1 << 20

    private struct Line {
        let text: [UInt8]
        let isWritten = DispatchSemaphore(value: 0)
    }

    private struct State {
        var queue: [Line] = []
        /// Bytes that are not written yet, in the queue and in the thread's hands.
        var unwritten = 0
        /// Lines that were lost and not spoken of yet.
        var lost = 0
        /// Whether somebody has waited in vain, and not all is written since.
        var isBehind = false
    }

    private let descriptor: Int32
    private let state = Mutex(State())
    private let work = DispatchSemaphore(value: 0)

    /// Starts the thread, which lasts as long as the process.
    ///
    /// - Parameter descriptor: stays the caller's, and open.
    init(to descriptor: Int32) {
        self.descriptor = descriptor
        Thread.detachNewThread { [self] in writeLines() }
    }

    /// Writes a line that ends with a newline, or sees that it will be written; `patience` at the longest.
    func write(_ text: String) {
        let line = Line(text: Array(text.utf8))
        let waits = state.withLock { state in
            guard state.unwritten + line.text.count <= Self.longestQueue else {
                state.lost += 1
                return false
            }
            append(line, to: &state)
            return !state.isBehind
        }
        if waits, line.isWritten.wait(timeout: .now() + Self.patience) == .timedOut {
            state.withLock { $0.isBehind = $0.unwritten > 0 }
        }
    }

    /// Before the process ends: gives a log that is behind a moment for what it lacks.
    func flush(within limit: DispatchTimeInterval = .seconds(2)) {
        let end = Line(text: [])
        state.withLock { append(end, to: &$0) }
        _ = end.isWritten.wait(timeout: .now() + limit)
    }

    private func append(_ line: Line, to state: inout State) {
        state.unwritten += line.text.count
        state.queue.append(line)
        work.signal()
    }

    private func writeLines() {
        var isCut = false
        while true {
            work.wait()
            let lines = state.withLock { state in
                defer { state.queue = [] }
                return state.queue
            }
            for line in lines {
                let isWritten = put(line.text, isCut: &isCut)
                let lost = state.withLock { state in
                    state.unwritten -= line.text.count
                    if !isWritten { state.lost += 1 }
                    guard isWritten, state.unwritten == 0 else { return 0 }
                    state.isBehind = false
                    defer { state.lost = 0 }
                    return state.lost
                }
                line.isWritten.signal()
                guard lost > 0 else { continue }
                let gap = Array(Self.gap(of: lost).utf8)
                if !put(gap, isCut: &isCut) { state.withLock { $0.lost += lost } }
            }
        }
    }

    /// What stands in place of lines that were lost.
    static func gap(of lines: Int) -> String {
        LogLine.text(
            priority: 4, event: "the log could not be written, and lines of it are lost",
            pairs: [("lines", "\(lines)")])
    }

    /// One `write` a line, so that lines of several processes do not mix.
    ///
    /// - Parameter isCut: whether what was written last lacks its end.
    /// - Returns: false where the descriptor takes nothing: the disk is full, or the reader is gone.
    private func put(_ line: [UInt8], isCut: inout Bool) -> Bool {
        let text = isCut ? [UInt8(ascii: "\n")] + line : line
        return unsafe text.withUnsafeBytes { text in
            var rest = unsafe text
            while unsafe !rest.isEmpty {
                let written = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                if written < 0, errno == EINTR { continue }
                if written < 0, errno == EAGAIN {
                    // Somebody who shares the descriptor has made it non-blocking.
                    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    unsafe poll(&wanted, 1, 1000)
                    continue
                }
                guard written > 0 else {
                    if rest.count < text.count { isCut = true }
                    return false
                }
                isCut = false
                unsafe rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            }
            return true
        }
    }
}
