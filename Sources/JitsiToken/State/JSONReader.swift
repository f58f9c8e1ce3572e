/// Reads JSON to the letter of RFC 8259, bounded in depth, and without members that stand twice.
///
/// Foundation's parser takes the last of two members of one name, and has no bound on depth that we could set.
struct JSONReader {
    /// How deep arrays and objects may be nested; the outermost is 1.
    static let maximumDepth = 8

    private let bytes: [UInt8]
    private(set) var position = 0

    /// The value of a whole text.
    static func value(of text: String) throws(StateProblem) -> JSONValue {
        var reader = JSONReader(bytes: Array(text.utf8))
        let value = try reader.value(depth: 0)
        reader.skipWhiteSpace()
        guard reader.position == reader.bytes.count else { throw reader.misplaced }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    var misplaced: StateProblem { .notJSON(offset: position) }

    private mutating func value(depth: Int) throws(StateProblem) -> JSONValue {
        skipWhiteSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func object(depth: Int) throws(StateProblem) -> JSONValue {
        guard depth <= Self.maximumDepth else { throw .tooDeep(limit: Self.maximumDepth) }
        position += 1
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        skipWhiteSpace()
        if take(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            skipWhiteSpace()
            guard next == UInt8(ascii: "\"") else { throw misplaced }
            let name = try string()
            guard names.insert(name).inserted else { throw .repeatedMember }
            skipWhiteSpace()
            guard take(UInt8(ascii: ":")) else { throw misplaced }
            members.append(.init(name: name, value: try value(depth: depth)))
            skipWhiteSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw misplaced }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(StateProblem) -> JSONValue {
        guard depth <= Self.maximumDepth else { throw .tooDeep(limit: Self.maximumDepth) }
        position += 1
        var values: [JSONValue] = []
        skipWhiteSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            values.append(try value(depth: depth))
            skipWhiteSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw misplaced }
        return .array(values)
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(StateProblem) -> JSONValue {
        for byte in "\(word)".utf8 {
            guard take(byte) else { throw misplaced }
        }
        return value
    }

    /// RFC 8259, 6: no leading zeros, no plus, digits on both sides of the point.
    private mutating func number() throws(StateProblem) -> String {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(StateProblem) {
        let start = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw misplaced }
    }

    // What the string reader, in its own file, builds on.

    /// The byte at the position; nil at the end.
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Steps over `byte` where it comes next.
    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    /// Steps over one byte, whatever it is.
    mutating func takeAny() throws(StateProblem) -> UInt8 {
        guard let byte = next else { throw misplaced }
        position += 1
        return byte
    }

    private mutating func skipWhiteSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }
}
