/// FastCGI records as a web server, or somebody worse, would write them.
enum Records {
    static func record(
        _ type: UInt8, id: UInt16 = 1, _ content: [UInt8] = [], padding: Int = 0, version: UInt8 = 1
    ) -> [UInt8] {
        [
            version, type, UInt8(id >> 8), UInt8(id & 0xff), UInt8(content.count >> 8),
            UInt8(content.count & 0xff), UInt8(padding), 0,
        ] + content + [UInt8](repeating: 0, count: padding)
    }

    static func begin(id: UInt16 = 1, role: UInt8 = 1, keep: Bool = true) -> [UInt8] {
        record(1, id: id, [0, role, keep ? 1 : 0, 0, 0, 0, 0, 0])
    }

    static func length(_ count: Int) -> [UInt8] {
        count < 128
            ? [UInt8(count)]
            : [
                UInt8(count >> 24) | 0x80, UInt8(count >> 16 & 0xff), UInt8(count >> 8 & 0xff),
                UInt8(count & 0xff),
            ]
    }

    static func pairs(_ parameters: [(String, String)]) -> [UInt8] {
        parameters.flatMap {
            length($0.0.utf8.count) + length($0.1.utf8.count) + Array($0.0.utf8) + Array($0.1.utf8)
        }
    }

    /// A stream of one type, in records of at most `size` bytes, with its empty record.
    static func stream(_ type: UInt8, id: UInt16 = 1, _ content: [UInt8], size: Int = 32_768) -> [UInt8] {
        var records: [UInt8] = []
        for start in stride(from: 0, to: content.count, by: size) {
            let part = Array(content[start..<min(start + size, content.count)])
            records += record(type, id: id, part, padding: (8 - part.count % 8) % 8)
        }
        return records + record(type, id: id)
    }

    static func parameters(
        _ uri: String, method: String = "GET", address: String = "192.0.2.7", more: [(String, String)] = []
    ) -> [(String, String)] {
        [("REQUEST_METHOD", method), ("REQUEST_URI", uri), ("REMOTE_ADDR", address)] + more
    }

    /// A whole request.
    static func request(
        _ uri: String, method: String = "GET", body: [UInt8] = [], id: UInt16 = 1, keep: Bool = true,
        more: [(String, String)] = [], size: Int = 32_768
    ) -> [UInt8] {
        begin(id: id, keep: keep)
            + stream(4, id: id, pairs(parameters(uri, method: method, more: more)), size: size)
            + stream(5, id: id, body, size: size)
    }

    /// FCGI_GET_VALUES with `names`: six of the kind kill a process that libfcgi answers in.
    static func getValues(_ names: [String]) -> [UInt8] { record(9, id: 0, pairs(names.map { ($0, "") })) }
}
