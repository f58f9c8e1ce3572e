/// A value in a distinguished name, in the form that is compared.
enum NameValue: Hashable, Sendable {
    /// Lower case, white space folded. Swift compares text by canonical equivalence, so that a decomposed "é" is an "é".
    case text(String)
    /// Anything that is no text, byte by byte.
    case bytes([UInt8])

    init(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            self = .bytes(bytes)
            return
        }
        self = .text(Self.folded(text))
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
        if let folded = foldedASCII(text) { return folded }
        return text.lowercased().unicodeScalars.split(whereSeparator: isWhitespace).map(String.init)
            .joined(separator: " ")
    }

    private static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? isWhitespace(UInt8(scalar.value)) : scalar.properties.isWhitespace
    }

    /// The white space of ASCII, as Unicode has it: the space, and from the tabulator to the carriage return.
    private static func isWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// The same without the tables of Unicode, which take their time; nil for what is not ASCII.
    private static func foldedASCII(_ text: String) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            guard byte < 0x80 else { return nil }
            if !isWhitespace(byte) {
                bytes.append(byte &+ ((0x41...0x5A).contains(byte) ? 0x20 : 0))
            } else if let last = bytes.last, last != 0x20 {
                bytes.append(0x20)
            }
        }
        if bytes.last == 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
