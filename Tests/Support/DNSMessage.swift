/// Just enough DNS (RFC 1035) to answer a question for SRV records (RFC 2782) as a test says.
public enum DNSMessage {
    /// What is answered.
    public struct SRV: Sendable {
        public var priority: UInt16
        public var weight: UInt16
        public var port: UInt16
        public var target: String
        public var life: UInt32

        public init(
            _ target: String, port: UInt16, priority: UInt16 = 0, weight: UInt16 = 0, life: UInt32 = 60
        ) {
            self.priority = priority
            self.weight = weight
            self.port = port
            self.target = target
            self.life = life
        }
    }

    /// The kind of an answer, in the numbers of RFC 1035, 4.1.1.
    public enum Code: UInt8, Sendable {
        case noError = 0
        case serverFailure = 2
        case noSuchName = 3
    }

    /// The name that a query asks for, in lower case without a dot at the end.
    public static func question(of query: [UInt8]) -> String? {
        var labels: [String] = []
        var rest = query.dropFirst(12)
        while let length = rest.popFirst(), length > 0 {
            guard length < 64, rest.count >= Int(length) else { return nil }
            labels.append(String(decoding: rest.prefix(Int(length)), as: UTF8.self).lowercased())
            rest = rest.dropFirst(Int(length))
        }
        return labels.joined(separator: ".")
    }

    /// An answer to a query.
    ///
    /// - Parameter isTruncated: says that there is more, to be asked for over TCP.
    public static func answer(
        to query: [UInt8], _ code: Code, _ records: [SRV] = [], isTruncated: Bool = false
    ) -> [UInt8] {
        answer(to: query, code, raw: records.map { record($0) }, isTruncated: isTruncated)
    }

    /// An answer whose records are given in bytes.
    public static func answer(
        to query: [UInt8], _ code: Code, raw records: [[UInt8]], isTruncated: Bool = false
    ) -> [UInt8] {
        let flags: [UInt8] = [0x85 | (isTruncated ? 0x02 : 0), 0x80 | code.rawValue]
        return Array(query.prefix(2)) + flags + [0, 1] + bytes(UInt16(records.count)) + [0, 0, 0, 0]
            + questionBytes(of: query) + records.flatMap { $0 }
    }

    /// A record for the name of the question, which stands at byte 12 of the message.
    public static func record(_ record: SRV) -> [UInt8] {
        Self.record(
            data: bytes(record.priority) + bytes(record.weight) + bytes(record.port) + name(record.target),
            life: record.life)
    }

    /// The same with any data.
    public static func record(data: [UInt8], life: UInt32 = 60) -> [UInt8] {
        [0xC0, 12, 0, 33, 0, 1] + bytes(UInt16(life >> 16)) + bytes(UInt16(life & 0xFFFF))
            + bytes(UInt16(data.count)) + data
    }

    /// A name in its uncompressed form.
    public static func name(_ text: String) -> [UInt8] {
        text.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }

    private static func questionBytes(of query: [UInt8]) -> [UInt8] {
        var end = 12
        while end < query.count, query[end] > 0 { end += Int(query[end]) + 1 }
        return Array(query[12..<min(end + 5, query.count)])
    }

    private static func bytes(_ number: UInt16) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 255)] }
}
