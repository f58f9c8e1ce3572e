internal import Foundation
internal import Glibc

/// Writes the lines of the log to a descriptor, on a thread of its own: the reader of a pipe, or journald, can stop reading,
/// and then `write` waits for ever. No login shall wait with it.
///
/// As long as the log keeps up, whoever has something to say goes on once it is written. When it does not, nobody waits until
/// it has caught up; lines queue, in bounded memory, and what is lost is counted and said.
final class LogWriter: Sendable {
    /// How long an event waits for its line to be written.
    static let patience = Duration.milliseconds(100)
    /// How much waits to be written, in bytes.
    static let longestQueue = 1 << 20

    private let descriptor: Int32
    private let queue = LogQueue(longest: longestQueue)

    /// Starts the thread, which lasts as long as the process.
    ///
    /// - Parameter descriptor: stays the caller's, and open.
    init(to descriptor: Int32) {
        self.descriptor = descriptor
        Thread.detachNewThread { [self] in writeLines() }
    }

    /// Writes a line that ends with a newline, or sees that it will be written; `patience` at the longest.
    func write(_ text: String) { queue.append(Array(text.utf8), patience: Self.patience) }

    /// Before the process ends: gives a log that is behind a moment for what it lacks.
    func flush(within limit: Duration = .seconds(2)) { queue.drain(within: limit) }

    private func writeLines() {
        var isCut = false
        while true {
            for line in queue.take() {
                let lost = queue.finish(line, isWritten: put(line, isCut: &isCut))
                if lost > 0, !put(Array(Self.gap(of: lost).utf8), isCut: &isCut) { queue.lose(lost) }
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
