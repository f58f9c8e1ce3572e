import Foundation
import Testing

/// What a log can be written to without waiting.
enum LogWay: CaseIterable {
    /// As from journald.
    case socket
    case pipe

    static let all = allCases

    /// Both ends, which stay open: a writer's thread lasts as long as the process.
    func open() throws -> Ends {
        var ends: [Int32] = [0, 0]
        switch self {
        case .socket: try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        case .pipe: try #require(Glibc.pipe(&ends) == 0)
        }
        return Ends(reader: ends[0], writer: ends[1])
    }

    struct Ends {
        let reader: Int32
        let writer: Int32

        /// What is there to be read by now.
        func waiting() -> String {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            var wanted = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
            while poll(&wanted, 1, 0) == 1 {
                let count = read(reader, &buffer, buffer.count)
                guard count > 0 else { break }
                bytes += buffer[..<count]
            }
            return String(decoding: bytes, as: UTF8.self)
        }

        /// Writes lines of dots until there is not room for a byte more.
        func fill() {
            let flags = fcntl(writer, F_GETFL)
            _ = fcntl(writer, F_SETFL, flags | O_NONBLOCK)
            for size in [4096, 1] {
                let line = [UInt8](repeating: UInt8(ascii: "."), count: size)
                while write(writer, line, size) > 0 {}
            }
            _ = fcntl(writer, F_SETFL, flags)
        }
    }
}
