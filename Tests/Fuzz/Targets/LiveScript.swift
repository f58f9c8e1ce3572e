/// Reads an input as what is written to the responder: FastCGI records, right and wrong, on one or several connections.
struct LiveScript {
    private var rest: ArraySlice<UInt8>
    private var connections: [[[UInt8]]] = []
    private var pieces: [[UInt8]] = []
    private var bytes: [UInt8] = []

    /// Of each connection what is written at once.
    static func connections(of input: [UInt8]) -> [[[UInt8]]] {
        var script = LiveScript(rest: input.prefix(4_096))
        while !script.rest.isEmpty, script.connections.count < 8 { script.step() }
        script.hangUp()
        return script.connections
    }

    private init(rest: ArraySlice<UInt8>) { self.rest = rest }

    private mutating func step() {
        switch next() % 16 {
        case 0: bytes += Self.begin(keeps: next() & 1 == 1)
        case 1: bytes += Self.record(4, Self.pairs(parameters(method: "GET")))
        case 2: bytes += Self.record(4, some(), padding: Int(next()))
        case 3: bytes += Self.record(4)
        case 4: bytes += Self.record(5, some(), padding: Int(next()))
        case 5: bytes += Self.record(5)
        case 6: bytes += Self.request(address(), id: UInt16(next()), keeps: next() & 1 == 1)
        case 7: bytes += Self.begin(keeps: true) + post()
        case 8:
            bytes += Self.record(
                9, id: 0, Self.pairs(.init(repeating: ("FCGI_MAX_CONNS", ""), count: Int(next() % 16))))
        case 9:
            // A length that is not what follows.
            var record = Self.record(next(), id: UInt16(next() % 3), some())
            (record[4], record[5], record[6]) = (next() % 2, next(), next())
            bytes += record
        case 10: bytes += Self.record(2)
        case 11: bytes += Self.begin(id: UInt16(next()), role: next() % 4, keeps: true)
        case 12: bytes += some()
        case 13: flush()
        case 14:
            if !bytes.isEmpty { bytes[Int(next()) % bytes.count] ^= 1 << (next() % 8) }
        default: hangUp()
        }
    }

    private mutating func flush() {
        if !bytes.isEmpty { pieces.append(bytes) }
        bytes = []
    }

    private mutating func hangUp() {
        flush()
        if !pieces.isEmpty { connections.append(pieces) }
        pieces = []
    }

    private mutating func next() -> UInt8 { rest.popFirst() ?? 0 }

    private mutating func some() -> [UInt8] {
        let count = Int(next())
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    private static let addresses = [
        "/_login/to/Standup", "/_login", "/health", "/metrics", "/_login/hook.js", "/_login/avatar/AAAA",
        "/_login/keys/", "/_login/invited/AAAA", "/_login/logout", "/_login/denied/to/a?b",
        "/_login/kicked/to/t/a",
    ]

    private mutating func address() -> String {
        let choice = Int(next())
        return choice < 128 ? Self.addresses[choice % Self.addresses.count] : "/_login/to/" + some().text
    }

    private mutating func parameters(method: String) -> [(String, String)] {
        var parameters = Self.parameters(address(), method: method)
        if next() % 4 == 0 { parameters.append(("HTTP_COOKIE", some().text)) }
        return parameters
    }

    private mutating func post() -> [UInt8] {
        let more = [("CONTENT_TYPE", "application/x-www-form-urlencoded")]
        let head = Self.pairs(parameters(method: "POST") + more)
        return Self.record(4, head) + Self.record(4) + Self.record(5, some()) + Self.record(5)
    }

    private static func parameters(_ address: String, method: String) -> [(String, String)] {
        [
            ("REQUEST_METHOD", method), ("REQUEST_URI", address), ("REMOTE_ADDR", "192.0.2.7"),
            ("HTTP_HOST", "meet.example.org"),
        ]
    }

    /// A whole GET.
    static func request(_ address: String, id: UInt16 = 1, keeps: Bool = true) -> [UInt8] {
        begin(id: id, keeps: keeps) + record(4, id: id, pairs(parameters(address, method: "GET")))
            + record(4, id: id) + record(5, id: id)
    }

    private static func begin(id: UInt16 = 1, role: UInt8 = 1, keeps: Bool) -> [UInt8] {
        record(1, id: id, [0, role, keeps ? 1 : 0, 0, 0, 0, 0, 0])
    }

    private static func record(_ type: UInt8, id: UInt16 = 1, _ content: [UInt8] = [], padding: Int = 0)
        -> [UInt8]
    {
        [
            1, type, UInt8(id >> 8), UInt8(id & 0xFF), UInt8(content.count >> 8), UInt8(content.count & 0xFF),
            UInt8(padding), 0,
        ] + content + [UInt8](repeating: 0, count: padding)
    }

    private static func pairs(_ parameters: [(String, String)]) -> [UInt8] {
        parameters.flatMap { name, value in
            length(name) + length(value) + Array(name.utf8) + Array(value.utf8)
        }
    }

    private static func length(_ text: String) -> [UInt8] {
        let count = text.utf8.count
        return count < 128 ? [UInt8(count)] : [0x80, 0, UInt8(count >> 8), UInt8(count & 0xFF)]
    }
}
