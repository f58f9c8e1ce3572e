/// Writes the few kinds of values that a sealed text holds, each in one way only.
struct RecordWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ byte: UInt8) { bytes.append(byte) }

    /// Five bytes, the highest first.
    mutating func write(moment: Int) {
        for shift in stride(from: 32, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: moment >> shift))
        }
    }

    /// Its length in one byte, then its UTF-8: at most 255 bytes.
    mutating func write(_ text: String) {
        precondition(text.utf8.count <= 255, "who makes the record has bounded its texts")
        bytes.append(UInt8(text.utf8.count))
        bytes += Array(text.utf8)
    }
}

/// Reads them back. Nil for whatever was not written so.
struct RecordReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func byte() -> UInt8? { rest.popFirst() }

    mutating func moment() -> Int? {
        guard rest.count >= 5 else { return nil }
        let moment = rest.prefix(5).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(5)
        return moment
    }

    mutating func text() -> String? {
        guard let length = byte().map(Int.init), rest.count >= length else { return nil }
        let text = String(validating: rest.prefix(length), as: UTF8.self)
        rest = rest.dropFirst(length)
        return text
    }
}
