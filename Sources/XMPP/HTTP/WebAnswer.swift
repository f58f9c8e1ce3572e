/// An answer of HTTP/1.1 as it comes in.
struct WebAnswer {
    private var bytes: [UInt8] = []
    /// Where the body begins; nil until the header is whole.
    private var start: Int?
    private var length: Int?
    private var isChunked = false
    private var status = 0

    var size: Int { bytes.count }

    mutating func add(_ part: [UInt8]) {
        bytes += part
        if start == nil { readHead() }
    }

    /// Whether nothing more is to come. Without a length it ends with the connection.
    var isComplete: Bool {
        guard let start else { return false }
        if isChunked { return Self.chunks(bytes[start...]) != nil }
        return length.map { bytes.count - start >= $0 } ?? false
    }

    /// What was sent, once all of it is here.
    func body() throws(XMPPError) -> [UInt8] {
        guard let start, status > 0 else { throw .notHTTP }
        guard status == 200 else { throw .status(status) }
        if isChunked {
            guard let body = Self.chunks(bytes[start...]) else { throw .notHTTP }
            return body
        }
        guard let length else { return Array(bytes[start...]) }
        guard bytes.count - start >= length else { throw .notHTTP }
        return Array(bytes[start..<start + length])
    }

    private mutating func readHead() {
        let end = Array("\r\n\r\n".utf8)
        guard bytes.count >= end.count,
            let found = (0...bytes.count - end.count).first(where: {
                bytes[$0..<$0 + end.count].elementsEqual(end)
            })
        else { return }
        start = found + end.count
        let lines = String(decoding: bytes[..<found], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        if words.count >= 2, words[0].hasPrefix("HTTP/1.") { status = Int(words[1]) ?? 0 }
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = parts[1].filter { $0 != " " && $0 != "\t" }.lowercased()
            switch parts[0].lowercased() {
            case "content-length": length = Int(value).flatMap { $0 >= 0 ? $0 : nil }
            case "transfer-encoding": isChunked = value == "chunked"
            default: break
            }
        }
    }

    /// The content of a chunked body (RFC 9112, 7.1); nil where it is not whole.
    private static func chunks(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var rest = bytes
        var content: [UInt8] = []
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: rest[..<end], as: UTF8.self).prefix { $0.isHexDigit }
            guard let size = Int(line, radix: 16) else { return nil }
            rest = rest[(end + 1)...]
            if size == 0 { return content }
            guard size >= 0, size <= rest.count - 2 else { return nil }
            content += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
        }
        return nil
    }
}
