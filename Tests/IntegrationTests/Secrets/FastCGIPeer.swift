import Foundation

/// Speaks FastCGI to the responder's socket by itself, as nginx never does: it leaves in the middle, or sends more than
/// nginx lets pass.
enum FastCGIPeer {
    /// Posts a form; what comes back is read to its end.
    ///
    /// - Parameter leavingAfter: how many bytes of the body are sent before the connection is closed; nil: all, and what ends
    ///   them.
    static func post(
        _ body: String, to path: String, socket file: String, leavingAfter: Int? = nil
    ) throws {
        let beginning = request([
            ("REQUEST_METHOD", "POST"), ("REQUEST_URI", path), ("HTTP_HOST", MeetSite.host),
            ("CONTENT_TYPE", "application/x-www-form-urlencoded"), ("CONTENT_LENGTH", "\(body.utf8.count)"),
            ("REMOTE_ADDR", "127.0.0.1"),
        ])
        let sent = Array(body.utf8.prefix(leavingAfter ?? .max))
        let parts = stride(from: 0, to: sent.count, by: 32_768).map {
            sent[$0..<min($0 + 32_768, sent.count)]
        }
        // The length of a record that is not all there is announced all the same.
        let records = parts.flatMap { header(5, $0.count + (leavingAfter == nil ? 0 : 100)) + $0 }
        _ = try exchange(
            beginning + records + (leavingAfter == nil ? header(5, 0) : []), socket: file,
            awaitsAnswer: leavingAfter == nil)
    }

    /// Asks for a path, and returns all that comes back, records and all.
    static func get(_ path: String, socket file: String) throws -> [UInt8] {
        let beginning = request([("REQUEST_METHOD", "GET"), ("REQUEST_URI", path)])
        return try exchange(beginning + header(5, 0), socket: file)
    }

    private static func exchange(
        _ records: [UInt8], socket file: String, awaitsAnswer: Bool = true
    ) throws -> [UInt8] {
        let peer = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(peer) }
        try connect(peer, to: file)
        var rest = records[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(peer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw POSIXError(.init(rawValue: errno) ?? .EPIPE) }
            rest = rest.dropFirst(count)
        }
        var answer: [UInt8] = []
        guard awaitsAnswer else {
            // Seen by the responder before it is over.
            usleep(200_000)
            return answer
        }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = recv(peer, &buffer, buffer.count, 0), count > 0 { answer += buffer[..<count] }
        return answer
    }

    /// BEGIN_REQUEST as a responder, and the parameters; the connection is closed after the answer.
    private static func request(_ names: [(String, String)]) -> [UInt8] {
        let pairs = names.flatMap { name, value in
            [UInt8(name.utf8.count), UInt8(value.utf8.count)] + Array(name.utf8) + Array(value.utf8)
        }
        return record(1, [0, 1, 0, 0, 0, 0, 0, 0]) + record(4, pairs) + record(4, [])
    }

    private static func connect(_ peer: Int32, to file: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: file.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(peer, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw POSIXError(.init(rawValue: errno) ?? .ECONNREFUSED) }
    }

    private static func record(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
        header(type, content.count) + content
    }

    /// FastCGI 1.0, section 3.3: version, type, request 1, length, padding.
    private static func header(_ type: UInt8, _ length: Int) -> [UInt8] {
        [1, type, 0, 1, UInt8(length >> 8), UInt8(length & 0xff), 0, 0]
    }
}
