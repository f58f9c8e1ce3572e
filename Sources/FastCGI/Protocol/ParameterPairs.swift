internal import Glibc

/// Walks FastCGI name-value pairs (FastCGI 1.0, section 3.4).
@safe
struct ParameterPairs {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes = bytes }

    /// Whether every byte so far belonged to a whole pair.
    var isAtEnd: Bool { unsafe offset == bytes.count }

    /// The next whole pair, or nil at the end and where the rest is no pair.
    mutating func next() -> (name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)? {
        var cursor = offset
        guard let nameLength = length(&cursor), let valueLength = length(&cursor),
            unsafe nameLength + valueLength <= bytes.count - cursor
        else { return nil }
        let middle = cursor + nameLength
        offset = middle + valueLength
        return unsafe (
            UnsafeRawBufferPointer(rebasing: bytes[cursor..<middle]),
            UnsafeRawBufferPointer(rebasing: bytes[middle..<offset])
        )
    }

    /// One byte below 128, or four with the first bit set.
    private func length(_ cursor: inout Int) -> Int? {
        guard unsafe cursor < bytes.count else { return nil }
        let first = unsafe Int(bytes[cursor])
        guard first >= 0x80 else {
            cursor += 1
            return first
        }
        guard unsafe cursor + 4 <= bytes.count else { return nil }
        let length =
            unsafe (first & 0x7f) << 24 | Int(bytes[cursor + 1]) << 16 | Int(bytes[cursor + 2]) << 8
            | Int(bytes[cursor + 3])
        cursor += 4
        return length
    }

    /// Whether all bytes are pairs that read the same as C strings "name=value", which is what libfcgi makes of them.
    ///
    /// - Parameter cutShort: whether the last pair may be incomplete.
    static func areSound(_ bytes: UnsafeRawBufferPointer, cutShort: Bool = false) -> Bool {
        var pairs = unsafe ParameterPairs(bytes)
        while let (name, value) = unsafe pairs.next() {
            guard unsafe !name.isEmpty, unsafe !holds(name, UInt8(ascii: "=")), unsafe !holds(name, 0),
                unsafe !holds(value, 0)
            else { return false }
        }
        return cutShort || pairs.isAtEnd
    }

    private static func holds(_ bytes: UnsafeRawBufferPointer, _ byte: UInt8) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        return unsafe memchr(start, Int32(byte), bytes.count) != nil
    }
}
