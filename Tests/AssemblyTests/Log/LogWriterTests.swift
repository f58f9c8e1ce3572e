import Foundation
import TestSupport
import Testing

@testable import jitsi_ldap_login

@Suite("The writer of the log", .timeLimit(.minutes(5)))
struct LogWriterTests {
    /// A pipe, both ends of which stay open: the writer's thread lasts as long as the process.
    private struct Pipe {
        let reader: Int32
        let writer: Int32

        init() throws {
            var ends: [Int32] = [0, 0]
            try #require(pipe(&ends) == 0)
            (reader, writer) = (ends[0], ends[1])
        }

        /// All that comes until a line has this text.
        func lines(until text: String) -> [String] {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while bytes.last != UInt8(ascii: "\n")
                || !String(decoding: bytes.suffix(200), as: UTF8.self).contains(text)
            {
                let count = read(reader, &buffer, buffer.count)
                guard count > 0 else { break }
                bytes += buffer[..<count]
            }
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
    }

    @Test("writes line by line, in order")
    func order() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("", to: "log")
        let descriptor = open(path, O_WRONLY | O_APPEND)
        let writer = LogWriter(to: descriptor)
        for number in 0..<200 {
            writer.write("line \(number)\n")
            // On a busy machine the writer may take longer than the patience of a call.
            writer.flush(within: .seconds(30))
            #expect(try String(contentsOfFile: path, encoding: .utf8).hasSuffix("line \(number)\n"))
        }
        let expected = (0..<200).map { "line \($0)\n" }.joined()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == expected)
    }

    @Test("lets nobody wait for a log that nobody reads, and counts what is lost, until somebody does")
    func unread() throws {
        let pipe = try Pipe()
        let writer = LogWriter(to: pipe.writer)
        let filling = String(repeating: "x", count: 990)
        let count = 3000
        for number in 0..<count { writer.write("\(number) \(filling)\n") }
        // More than the pipe and the queue hold was said, and nothing was read until now.
        let lines = pipe.lines(until: "lines of it are lost")
        let kept = lines.dropLast().compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
        #expect(kept == Array(0..<kept.count) && kept.count * 1000 > LogWriter.longestQueue / 2)
        #expect(lines.last.map { $0 + "\n" } == LogWriter.gap(of: count - kept.count))
        writer.write("again\n")
        #expect(pipe.lines(until: "again") == ["again"])
    }

    @Test("lets many threads go on while nobody reads")
    func threads() throws {
        let pipe = try Pipe()
        let writer = LogWriter(to: pipe.writer)
        let line = String(repeating: "y", count: 999) + "\n"
        DispatchQueue.concurrentPerform(iterations: 8) { _ in for _ in 0..<500 { writer.write(line) } }
        let lines = pipe.lines(until: "lines of it are lost")
        #expect(lines.last.map { $0 + "\n" } == LogWriter.gap(of: 4000 - (lines.count - 1)))
    }

    @Test("goes on after a full disk, and says how many lines are missing")
    func full() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("", to: "log")
        let descriptor = open("/dev/full", O_WRONLY)
        let writer = LogWriter(to: descriptor)
        for number in 0..<3 { writer.write("\(number)\n") }
        writer.flush(within: .seconds(30))
        let file = open(path, O_WRONLY | O_APPEND)
        try #require(dup2(file, descriptor) == descriptor)
        writer.write("3\n")
        writer.flush(within: .seconds(30))
        let expected = "3\n" + LogWriter.gap(of: 3)
        #expect(eventually { (try? String(contentsOfFile: path, encoding: .utf8)) == expected })
    }
}
