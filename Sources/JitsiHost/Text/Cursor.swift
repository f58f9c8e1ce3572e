/// A place in a text, with its line: what the readers of all formats move along.
struct Cursor {
    private let bytes: [UInt8]
    private(set) var offset = 0
    /// Counted from 1.
    private(set) var line = 1

    init(_ bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.bytes = bytes
        if bytes.starts(with: mark) { offset = mark.count }
    }

    var isAtEnd: Bool { offset >= bytes.count }

    /// The byte `distance` ahead; nil beyond the end.
    func peek(_ distance: Int = 0) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    /// Whether `text` stands here.
    func isAt(_ text: StaticString) -> Bool {
        let text = Array("\(text)".utf8)
        return bytes.count - offset >= text.count && bytes[offset..<offset + text.count].elementsEqual(text)
    }

    /// The next byte, and behind it.
    mutating func next() -> UInt8? {
        guard let byte = peek() else { return nil }
        offset += 1
        if byte == UInt8(ascii: "\n") { line += 1 }
        return byte
    }

    mutating func skip(_ count: Int) { for _ in 0..<count { _ = next() } }

    /// What stands here for as long as `condition` holds.
    mutating func take(while condition: (UInt8) -> Bool) -> [UInt8] {
        let start = offset
        while let byte = peek(), condition(byte) { _ = next() }
        return Array(bytes[start..<offset])
    }

    /// Goes behind `text`, or to the end where it does not come; what lay before it.
    mutating func take(through text: StaticString) -> (taken: [UInt8], found: Bool) {
        let start = offset
        while !isAtEnd {
            if isAt(text) {
                let taken = Array(bytes[start..<offset])
                skip(text.utf8CodeUnitCount)
                return (taken, true)
            }
            _ = next()
        }
        return (Array(bytes[start...]), false)
    }

    mutating func skipLine() { while let byte = peek(), byte != UInt8(ascii: "\n") { _ = next() } }
}

extension UInt8 {
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

    /// Of a name in Lua or JavaScript; letters beyond ASCII count in JavaScript only, where nothing asks for them.
    var isNamePart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
