/// Writes the few kinds of values that a sealed text holds, each in one way only.
struct RecordWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ byte: UInt8) { bytes.append(byte) }

    /// Bytes whose count the reader knows.
    mutating func write(_ some: [UInt8]) { bytes += some }

    /// Its highest byte first; a negative one is 0.
    ///
    /// - Parameter size: in bytes.
    mutating func write(number: Int, size: Int) {
        let number = UInt64(clamping: number)
        for place in (0..<size).reversed() { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }

    /// Seconds since 1970, in five bytes.
    mutating func write(moment: Int) { write(number: moment, size: 5) }

    /// The length of its UTF-8, then the bytes.
    ///
    /// - Parameter lengthSize: how many bytes the length takes: with one the text has at most 255, with two 65,535.
    mutating func write(_ text: String, lengthSize: Int = 1) {
        precondition(
            text.utf8.count < 1 << (8 * lengthSize), "who makes the record has bounded its texts")
        write(number: text.utf8.count, size: lengthSize)
        bytes += Array(text.utf8)
    }
}

/// Reads them back. Nil for whatever was not written so.
struct RecordReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func byte() -> UInt8? { rest.popFirst() }

    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard rest.count >= count else { return nil }
        defer { rest.removeFirst(count) }
        return Array(rest.prefix(count))
    }

    /// Below 2^62: sums made of it cannot overflow.
    mutating func number(size: Int) -> Int? {
        guard let bytes = bytes(size) else { return nil }
        let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return number < 1 << 62 ? Int(number) : nil
    }

    mutating func moment() -> Int? { number(size: 5) }

    mutating func text(lengthSize: Int = 1) -> String? {
        guard let count = number(size: lengthSize), let bytes = bytes(count) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
