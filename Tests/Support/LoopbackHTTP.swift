import Foundation

/// The least of HTTP/1.1 that a helper on the loopback needs: a request, and the body of its answer.
enum LoopbackHTTP {
    /// Sends `request` as it is and returns what follows the answer's header: `Content-Length` bytes, or all until
    /// the server closes.
    ///
    /// - Parameter seconds: how long the server may be silent.
    static func exchange(_ request: Data, port: UInt16, seconds: Int) throws -> Data {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var wait = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        let connected = withLoopbackAddress(port: port) { connect(descriptor, $0, $1) }
        guard connected == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        try sendAll(request, to: descriptor)
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: 65536)
        while !isWhole(answer) {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
            if count == 0 { break }
            answer += buffer[..<count]
        }
        return answer.range(of: headerEnd).map { Data(answer[$0.upperBound...]) } ?? Data()
    }

    private static func sendAll(_ request: Data, to descriptor: Int32) throws {
        var rest = [UInt8](request)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
            rest = rest.dropFirst(count)
        }
    }

    private static let headerEnd = Data("\r\n\r\n".utf8)

    private static func isWhole(_ answer: Data) -> Bool {
        guard let end = answer.range(of: headerEnd) else { return false }
        let lines = String(decoding: answer[..<end.lowerBound], as: UTF8.self).lowercased()
            .components(separatedBy: "\r\n")
        guard let line = lines.first(where: { $0.hasPrefix("content-length:") }),
            let length = Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces))
        else { return false }
        return answer.count - answer.distance(from: answer.startIndex, to: end.upperBound) >= length
    }
}
