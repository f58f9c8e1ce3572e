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
        text.lowercased().unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map(String.init)
            .joined(separator: " ")
    }
}
