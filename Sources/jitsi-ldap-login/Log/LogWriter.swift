internal import Foundation

/// Writes the lines of the log to a descriptor. The reader of a pipe, or journald, can stop reading, and then `write` waits for
/// ever. No login shall wait with it.
///
/// As long as the log keeps up, whoever has something to say writes the line without waiting: there is no dearer way of saying
/// something than to wake up a thread and to wait for it. What does not fit at once, and all that comes behind it, is written by a
/// thread of its own, and its callers go on once it is. When that takes long, nobody waits until the log has caught up; lines
/// queue, in bounded memory, and what is lost is counted and said.
final class LogWriter: Sendable {
    /// How long an event waits for its line to be written.
    static let patience = Duration.milliseconds(100)
    /// How much waits to be written, in bytes.
    static let longestQueue = 1 << 20

    private let descriptor: LogDescriptor
    private let queue = LogQueue(longest: longestQueue)

    /// Starts the thread, which lasts as long as the process.
    ///
    /// - Parameter descriptor: stays the caller's, and open.
    init(to descriptor: Int32) {
        self.descriptor = LogDescriptor(descriptor)
        Thread.detachNewThread { [self] in writeLines() }
    }

    /// Writes a line that ends with a newline, or sees that it will be written; `patience` at the longest.
    func write(_ text: String) {
        var text = text
        text.withUTF8 { text in
            unsafe queue.append(UnsafeRawBufferPointer(text), to: descriptor, patience: Self.patience)
        }
    }

    /// Before the process ends: gives a log that is behind a moment for what it lacks.
    func flush(within limit: Duration = .seconds(2)) { queue.drain(within: limit) }

    private func writeLines() {
        var isCut = false
        while true {
            for line in queue.take() {
                let lost = queue.finish(line, isWritten: put(line, isCut: &isCut))
                guard lost > 0 else { continue }
                let gap = LogQueue.Line(bytes: Array(Self.gap(of: lost).utf8))
                if !put(gap, isCut: &isCut) { queue.lose(lost) }
            }
        }
    }

    /// What stands in place of lines that were lost.
    static func gap(of lines: Int) -> String {
        LogLine.text(
            priority: 4, event: "the log could not be written, and lines of it are lost",
            pairs: [("lines", "\(lines)")])
    }

    /// Writes all of a line, on a line of its own.
    ///
    /// - Parameter isCut: whether what was written last lacks its end.
    /// - Returns: false where the descriptor does not take all: the disk is full, or the reader is gone.
    private func put(_ line: LogQueue.Line, isCut: inout Bool) -> Bool {
        let text = isCut ? [UInt8(ascii: "\n")] + line.bytes : line.bytes
        let written = unsafe text.withUnsafeBytes { unsafe descriptor.write($0) }
        guard written < text.count else {
            isCut = false
            return true
        }
        if written > 0 || line.isRest { isCut = true }
        return false
    }
}
