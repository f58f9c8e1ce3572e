import Foundation
import TestSupport

/// Asks a responder at its socket as nginx does, on one kept connection, and so without nginx's own time and limits.
final class SocketVisitor {
    private let descriptor: Int32

    struct Failed: Error { let what: String }

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else { throw Failed(what: "connecting: errno \(errno)") }
    }

    deinit { close(descriptor) }

    /// Sends a request to the host of `MeetSite`, from a page of its own, and reads the whole answer.
    ///
    /// - Parameter headers: further request headers, such as `"COOKIE": "a=b"`.
    func request(_ method: String, _ address: String, headers: [String: String] = [:], body: String = "")
        throws -> HTTPAnswer
    {
        var parameters = [
            "REQUEST_METHOD": method, "REQUEST_URI": address, "REMOTE_ADDR": "192.0.2.7", "HTTPS": "on",
            "HTTP_HOST": MeetSite.host, "HTTP_ORIGIN": "https://\(MeetSite.host)",
            "HTTP_ACCEPT_LANGUAGE": "en", "CONTENT_LENGTH": "\(body.utf8.count)",
        ]
        if method == "POST" { parameters["CONTENT_TYPE"] = "application/x-www-form-urlencoded" }
        for (name, value) in headers { parameters["HTTP_" + name] = value }
        // FastCGI 1.0: BEGIN_REQUEST as responder with FCGI_KEEP_CONN, PARAMS, STDIN.
        var records = Self.record(1, [0, 1, 1, 0, 0, 0, 0, 0])
        records += Self.record(4, parameters.sorted { $0.key < $1.key }.flatMap(Self.pair))
        records += Self.record(4, [])
        if !body.isEmpty { records += Self.record(5, Array(body.utf8)) }
        records += Self.record(5, [])
        guard send(descriptor, records, records.count, Int32(MSG_NOSIGNAL)) == records.count else {
            throw Failed(what: "sending: errno \(errno)")
        }
        return try answer()
    }

    private func answer() throws -> HTTPAnswer {
        var output: [UInt8] = []
        while true {
            let header = try read(8)
            let length = Int(header[4]) << 8 | Int(header[5])
            let content = try read(length + Int(header[6]))
            if header[1] == 6 { output += content[..<length] }
            guard header[1] == 3 else { continue }
            let end = Array("\r\n\r\n".utf8)
            let split = output.indices.first { output[$0...].starts(with: end) } ?? output.endIndex
            return HTTPAnswer(
                head: String(decoding: output[..<split], as: UTF8.self),
                bytes: Array(output[split...].dropFirst(end.count)))
        }
    }

    private func read(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard count == 0 || recv(descriptor, &bytes, count, Int32(MSG_WAITALL)) == count else {
            throw Failed(what: "reading: errno \(errno)")
        }
        return bytes
    }

    private static func record(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
        [1, type, 0, 1, UInt8(content.count >> 8), UInt8(content.count & 0xff), 0, 0] + content
    }

    private static func pair(_ name: String, _ value: String) -> [UInt8] {
        [name, value].flatMap { text in
            let count = UInt32(text.utf8.count)
            return count < 128
                ? [UInt8(count)]
                : (0..<4).map { UInt8(truncatingIfNeeded: (count | 1 << 31) >> (24 - 8 * $0)) }
        } + Array(name.utf8) + Array(value.utf8)
    }
}
