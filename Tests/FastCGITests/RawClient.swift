import Foundation

/// A FastCGI client that writes what it is told to, right or wrong.
final class RawClient {
    let descriptor: Int32

    struct Refused: Error { let code: Int32 }

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if result != 0 {
            let code = errno
            close(descriptor)
            throw Refused(code: code)
        }
        var time = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    /// The other end of a socket pair.
    init(adopting descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Writes all; false where the peer has closed, or does not read for 20 s.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Reads `count` bytes; fewer where the peer closes, nil where nothing comes for `seconds`.
    func read(_ count: Int, within seconds: Double = 20) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&state, 1, Int32(seconds * 1000)) == 1 else { return nil }
            var piece = [UInt8](repeating: 0, count: count - bytes.count)
            let got = recv(descriptor, &piece, piece.count, 0)
            guard got > 0 else { return bytes }
            bytes += piece[..<got]
        }
        return bytes
    }

    /// An answer, as CGI has it.
    struct Answer {
        var text = ""
        var ended = false
        var status: Int? { Int(text.prefix(11).suffix(3)) }
        var head: String { String(text[..<(text.range(of: "\r\n\r\n")?.lowerBound ?? text.endIndex)]) }
        var body: String { text.range(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? "" }
    }

    /// Reads records to END_REQUEST; nil where the peer closes before, or nothing comes for `seconds`.
    func answer(id: UInt16 = 1, within seconds: Double = 20) -> Answer? {
        var output: [UInt8] = []
        while let header = read(8, within: seconds), header.count == 8 {
            guard header[0] == 1, UInt16(header[2]) << 8 | UInt16(header[3]) == id else { return nil }
            let count = Int(header[4]) << 8 | Int(header[5])
            guard let content = read(count + Int(header[6]), within: seconds),
                content.count == count + Int(header[6])
            else { return nil }
            if header[1] == 6 { output += content[..<count] }
            if header[1] == 3 { return Answer(text: String(decoding: output, as: UTF8.self), ended: true) }
        }
        return nil
    }

    func ask(_ uri: String, body: [UInt8] = [], within seconds: Double = 20) -> Answer? {
        write(Records.request(uri, method: body.isEmpty ? "GET" : "POST", body: body))
        return answer(within: seconds)
    }

    /// Whether the peer closes, without a word, within `seconds`.
    func isClosed(within seconds: Double = 20) -> Bool { read(1, within: seconds)?.isEmpty ?? false }
}
