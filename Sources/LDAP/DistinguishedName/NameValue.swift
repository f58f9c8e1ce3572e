/// A value in a distinguished name, in the form that is compared.
enum NameValue: Hashable, Sendable {
    /// Lower case, white space folded. Swift compares text by canonical equivalence, so that a decomposed "é" is an "é".
    case text(String)
    /// Anything that is no text, byte by byte.
    case bytes([UInt8])

    init(_ bytes: [UInt8]) {
        if let text = Self.foldedASCII(bytes) {
            self = .text(text)
        } else if let text = String(validating: bytes, as: UTF8.self) {
            self = .text(Self.folded(text))
        } else {
            self = .bytes(bytes)
        }
    }

    /// The form `#04024869`: the BER encoding of a value in hexadecimal (RFC 4514, 2.4). A short string in it is that string.
    init(ber bytes: [UInt8]) {
        // OCTET STRING, UTF8String, PrintableString, IA5String.
        let isString = bytes.first.map { [0x04, 0x0C, 0x13, 0x16].contains($0) } ?? false
        guard isString, bytes.count >= 2, bytes[1] < 0x80, Int(bytes[1]) == bytes.count - 2 else {
            self = .bytes(bytes)
            return
        }
        self.init(Array(bytes[2...]))
    }

    /// RFC 4518, 2.6.1: white space at both ends counts for nothing, a run of it inside for one space.
    ///
    /// By scalars: a space and an accent behind it are one character to Swift, and white space; with it the accent would go,
    /// and the name of another group would be this one's.
    private static func folded(_ text: String) -> String {
        let text = text.lowercased()
        guard hasSpaceToFold(text) else { return text }
        return text.unicodeScalars.split(whereSeparator: isWhitespace).map(String.init).joined(separator: " ")
    }

    /// Whether there is white space at an end, beside other white space, or such as is no space.
    private static func hasSpaceToFold(_ text: String) -> Bool {
        var isAfterSpace = true
        for scalar in text.unicodeScalars {
            let isSpace = isWhitespace(scalar)
            if isSpace, isAfterSpace || scalar != " " { return true }
            isAfterSpace = isSpace
        }
        return isAfterSpace
    }

    private static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? isWhitespace(UInt8(scalar.value)) : scalar.properties.isWhitespace
    }

    /// The white space of ASCII, as Unicode has it: the space, and from the tabulator to the carriage return.
    private static func isWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// The same without the tables of Unicode, which take their time; nil for what is not ASCII.
    private static func foldedASCII(_ bytes: [UInt8]) -> String? {
        guard !bytes.contains(where: { $0 >= 0x80 }) else { return nil }
        var folded: [UInt8] = []
        folded.reserveCapacity(bytes.count)
        for byte in bytes {
            if !isWhitespace(byte) {
                folded.append(byte.lowerCase)
            } else if let last = folded.last, last != 0x20 {
                folded.append(0x20)
            }
        }
        if folded.last == 0x20 { folded.removeLast() }
        return String(decoding: folded, as: UTF8.self)
    }
}
