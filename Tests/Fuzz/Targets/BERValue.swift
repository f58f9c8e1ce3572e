/// A value of BER (X.690, 8.1), as far as LDAP goes: one byte of tag, definite lengths.
struct BERValue: Equatable {
    let tag: UInt8
    let content: [UInt8]
    let inside: [BERValue]

    init(tag: UInt8, content: [UInt8], inside: [BERValue]) {
        self.tag = tag
        self.content = content
        self.inside = inside
    }

    /// The first value of `bytes`, which goes behind it; nil where there is none.
    init?(_ bytes: inout ArraySlice<UInt8>) {
        guard let tag = bytes.popFirst(), let first = bytes.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            let size = Int(first & 0x7F)
            guard size <= 4, bytes.count >= size else { return nil }
            length = bytes.prefix(size).reduce(0) { $0 << 8 | Int($1) }
            bytes = bytes.dropFirst(size)
        }
        guard bytes.count >= length else { return nil }
        var content = bytes.prefix(length)
        bytes = bytes.dropFirst(length)
        guard tag & 0x20 != 0 else {
            self.init(tag: tag, content: Array(content), inside: [])
            return
        }
        var inside: [BERValue] = []
        while !content.isEmpty {
            guard let value = BERValue(&content) else { return nil }
            inside.append(value)
        }
        self.init(tag: tag, content: [], inside: inside)
    }

    /// Itself without what is in it: tags only.
    var shape: BERValue { BERValue(tag: tag, content: [], inside: inside.map(\.shape)) }

    /// Itself with another text in the place of `marker`.
    func replacing(_ marker: String, with text: String) -> BERValue {
        BERValue(
            tag: tag, content: content.replacing(Array(marker.utf8), with: Array(text.utf8)),
            inside: inside.map { $0.replacing(marker, with: text) })
    }
}
