import Foundation
import TestSupport
import Testing

@testable import jitsi_ldap_login

@Suite("A line that nobody has to wait for", .timeLimit(.minutes(5)))
struct LogAtOnceTests {
    @Test("is written by who says it, without the writer's thread", arguments: LogWay.all)
    func caller(way: LogWay) throws {
        let ends = try way.open()
        // Nobody takes lines from this queue: what comes out, `append` has written.
        let queue = LogQueue(longest: 1000)
        for number in 0..<100 { queue.append("line \(number)\n", to: LogDescriptor(ends.writer)) }
        #expect(ends.waiting() == (0..<100).map { "line \($0)\n" }.joined())
    }

    @Test("leaves the descriptor as it was for everybody else", arguments: LogWay.all)
    func shared(way: LogWay) throws {
        let ends = try way.open()
        ends.fill()
        let queue = LogQueue(longest: 1000)
        queue.append("line\n", to: LogDescriptor(ends.writer), patience: .milliseconds(1))
        #expect(fcntl(ends.writer, F_GETFL) & O_NONBLOCK == 0)
    }

    @Test(
        "waits behind those that the reader has no room for, and is the writer's while they are",
        arguments: LogWay.all)
    func full(way: LogWay) throws {
        let ends = try way.open()
        let descriptor = LogDescriptor(ends.writer)
        let queue = LogQueue(longest: 1000)
        ends.fill()
        queue.append("one\n", to: descriptor, patience: .milliseconds(1))
        _ = ends.waiting()
        // There is room by now, and still the first must come first.
        queue.append("two\n", to: descriptor)
        let first = queue.take()
        #expect(first.map(\.text) == ["one\n", "two\n"] && !first.contains(where: \.isRest))
        // The writer has them in its hands.
        queue.append("three\n", to: descriptor)
        #expect(ends.waiting() == "")
        for line in first { #expect(queue.finish(line, isWritten: true) == 0) }
        #expect(queue.take().map(\.text) == ["three\n"])
    }

    @Test("is written by who says it again, once the writer has caught up", arguments: LogWay.all)
    func caughtUp(way: LogWay) throws {
        let ends = try way.open()
        let descriptor = LogDescriptor(ends.writer)
        let queue = LogQueue(longest: 1000)
        let taken = Locked(0)
        Thread.detachNewThread {
            while true {
                for line in queue.take() {
                    taken.next()
                    _ = queue.finish(line, isWritten: line.bytes.withUnsafeBytes { descriptor.write($0) } > 0)
                }
            }
        }
        ends.fill()
        queue.append("queued\n", to: descriptor, patience: .milliseconds(1))
        #expect(eventually { ends.waiting().hasSuffix("queued\n") })
        #expect(
            eventually {
                let before = taken.withLock { $0 }
                queue.append("again\n", to: descriptor, patience: .seconds(60))
                return taken.withLock { $0 } == before
            })
        #expect(ends.waiting().hasSuffix("again\n"))
    }

    @Test("is ended by the writer where only its beginning fits, however long it is")
    func partial() throws {
        let ends = try LogWay.socket.open()
        let queue = LogQueue(longest: 1000)
        let long = String(repeating: "0123456789", count: 200_000) + "\n"
        queue.append(long, to: LogDescriptor(ends.writer), patience: .milliseconds(1))
        let beginning = ends.waiting()
        let rest = queue.take()
        #expect(!beginning.isEmpty && rest.map(\.isRest) == [true])
        #expect(beginning + rest.map(\.text).joined() == long)
    }

    @Test("stays apart from one whose end could not be written")
    func cut() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("", to: "log")
        let ends = try LogWay.socket.open()
        let begun = Self.withoutSignal {
            let writer = LogWriter(to: ends.writer)
            writer.write(String(repeating: "x", count: 2_000_000) + "\n")
            var begun = [UInt8](repeating: 0, count: 1000)
            guard read(ends.reader, &begun, begun.count) == begun.count else { return "" }
            close(ends.reader)
            writer.flush(within: .seconds(60))
            let file = open(path, O_WRONLY | O_APPEND)
            guard dup2(file, ends.writer) == ends.writer else { return "" }
            writer.write("next\n")
            writer.flush(within: .seconds(60))
            return String(decoding: begun, as: UTF8.self)
        }
        #expect(begun == String(repeating: "x", count: 1000))
        let expected = "\nnext\n" + LogWriter.gap(of: 1)
        #expect(eventually { (try? String(contentsOfFile: path, encoding: .utf8)) == expected })
    }

    @Test("is counted as lost where the reader is gone, and the next reader is told", arguments: LogWay.all)
    func gone(way: LogWay) throws {
        let (before, after) = (try way.open(), try way.open())
        Self.withoutSignal {
            let writer = LogWriter(to: before.writer)
            writer.write("read\n")
            _ = before.waiting()
            close(before.reader)
            for number in 0..<3 { writer.write("\(number)\n") }
            writer.flush(within: .seconds(60))
            dup2(after.writer, before.writer)
            writer.write("3\n")
        }
        var text = ""
        #expect(
            eventually {
                text += after.waiting()
                return text == "3\n" + LogWriter.gap(of: 3)
            }, "\(text)")
    }

    @Test(
        "is whole, and behind the one before of its thread, however often the reader stops",
        arguments: LogWay.all)
    func threads(way: LogWay) throws {
        let ends = try way.open()
        let writer = LogWriter(to: ends.writer)
        let (threads, count) = (8, 500)
        let filling = String(repeating: "z", count: 200)
        let text = Locked("")
        let reader = Thread {
            var pause = 0
            while text.withLock({ $0.utf8.count(where: { $0 == UInt8(ascii: "\n") }) }) < threads * count {
                // Never waits: what is left over where the test fails ends with the process.
                let new = ends.waiting()
                text.withLock { $0 += new }
                usleep(UInt32(pause % 7) * 1000)
                pause += 1
            }
        }
        reader.start()
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            for number in 0..<count { writer.write("\(thread) \(number) \(filling)\n") }
        }
        try #require(eventually(within: 120) { reader.isFinished })
        let lines = text.withLock { $0 }.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(lines.allSatisfy { $0.count == 3 && $0[2] == filling })
        for thread in 0..<threads {
            #expect(lines.filter { $0.first == "\(thread)" }.map { Int($0[1]) } == Array(0..<count))
        }
    }

    @Test("is the writer's where nothing promises that it does not wait, as a terminal")
    func terminal() throws {
        var (master, slave): (Int32, Int32) = (0, 0)
        try #require(openpty(&master, &slave, nil, nil, nil) == 0)
        // Control-S: from now on a write waits.
        try #require(tcflow(slave, TCOOFF) == 0)
        let queue = LogQueue(longest: 1000)
        queue.append("line\n", to: LogDescriptor(slave), patience: .milliseconds(1))
        #expect(queue.take().map(\.text) == ["line\n"])
    }

    @Test("is written to a file once, whoever does it, and behind the one before")
    func file() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("", to: "log")
        let writer = LogWriter(to: open(path, O_WRONLY | O_APPEND))
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            for number in 0..<100 { writer.write("\(thread) \(number)\n") }
        }
        writer.flush(within: .seconds(60))
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        for thread in 0..<4 {
            #expect(lines.filter { $0.hasPrefix("\(thread) ") } == (0..<100).map { "\(thread) \($0)" })
        }
        #expect(lines.count == 400)
    }

    /// What `body` returns on a thread of its own, which no SIGPIPE ends: the program ignores it, and a test must not for others.
    @discardableResult
    private static func withoutSignal<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result? {
        let result = Locked<Result?>(nil)
        let thread = Thread {
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &signals, nil)
            let value = body()
            result.withLock { $0 = value }
        }
        thread.start()
        _ = eventually(within: 240) { thread.isFinished }
        return result.withLock { $0 }
    }
}

extension LogQueue {
    fileprivate func append(_ text: String, to descriptor: LogDescriptor, patience: Duration = .zero) {
        Array(text.utf8).withUnsafeBytes { append($0, to: descriptor, patience: patience) }
    }
}

extension LogQueue.Line {
    fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }
}
