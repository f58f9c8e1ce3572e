extension String {
    /// The text of bytes in UTF-8; nil where they are not. What is ASCII, as nearly everything is, needs no decoder.
    init?(utf8 bytes: [UInt8]) {
        if bytes.contains(where: { $0 >= 0x80 }) {
            self.init(validating: bytes, as: UTF8.self)
        } else {
            self.init(decoding: bytes, as: UTF8.self)
        }
    }

    /// Whether one of its bytes in UTF-8 is such. Looked at through a span they cost a fraction of what they do through
    /// `utf8`.
    @inline(__always)
    func containsByte(where isSuch: (UInt8) -> Bool) -> Bool {
        let bytes = utf8.span
        for index in bytes.indices where isSuch(bytes[index]) { return true }
        return false
    }

    /// Whether it is `lowerCase`, which has no capitals, but for the case of ASCII letters.
    @inline(__always)
    func isSameInLowerCase(_ lowerCase: String) -> Bool {
        guard utf8.count == lowerCase.utf8.count else { return false }
        let (ours, theirs) = (utf8.span, lowerCase.utf8.span)
        for index in ours.indices where ours[index].lowerCase != theirs[index] { return false }
        return true
    }
}

extension UInt8 {
    /// The byte, or of a capital of ASCII the small letter.
    var lowerCase: UInt8 { self &+ ((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? 0x20 : 0) }
}
