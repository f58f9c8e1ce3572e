/// The name-value pairs of an `application/x-www-form-urlencoded` text (WHATWG URL, 5.1), found but not yet decoded:
/// a password must not lie about in copies.
///
/// It holds no value, but where they lie: it is of use together with the text only.
public struct FormFields: Sendable {
    /// The most pairs that are read.
    public static let maximumCount = 32

    private let pairs: [(name: [UInt8], value: Range<Int>)]

    /// Finds the pairs of `text`.
    ///
    /// - Throws: ``FormError`` for too many pairs, a name that stands twice, and wrong percent-encoding in a name.
    public init(_ text: Span<UInt8>) throws(FormError) {
        var pairs: [(name: [UInt8], value: Range<Int>)] = []
        var start = 0
        while start < text.count {
            let end = Self.firstIndex(of: UInt8(ascii: "&"), in: text, from: start, to: text.count)
            if start < end {
                guard pairs.count < Self.maximumCount else { throw .tooManyFields }
                let equals = Self.firstIndex(of: UInt8(ascii: "="), in: text, from: start, to: end)
                var name: [UInt8] = []
                try PercentDecoding.decode(text, in: start..<equals) { name.append($0) }
                guard !pairs.contains(where: { $0.name == name }) else { throw .repeatedField }
                pairs.append((name, min(equals + 1, end)..<end))
            }
            start = end + 1
        }
        self.pairs = pairs
    }

    /// Whether ``LoginForm/parse(_:contentType:)`` could make a ``LoginForm/login(_:)`` of the text: nothing else needs a
    /// directory.
    public var mayBeLogin: Bool { encodedValue(of: .username) != nil }

    /// Whether it could make a ``LoginForm/resume(language:)`` of it.
    public var mayBeResume: Bool { encodedValue(of: .session) != nil }

    /// What the text holds as the form's token; nil where it has none. Where it cannot be read, it is empty, which no token
    /// is.
    public func token(in text: Span<UInt8>) -> String? {
        guard encodedValue(of: .form) != nil else { return nil }
        return ((try? self.text(of: .form, in: text, limit: 512)) ?? nil) ?? ""
    }

    /// Where the encoded value of a field lies, or nil where the field is absent.
    func encodedValue(of field: FormError.Field) -> Range<Int>? {
        let name = field.rawValue.utf8
        return pairs.first { $0.name.count == name.count && $0.name.elementsEqual(name) }?.value
    }

    /// The decoded text of a field, or nil where it is absent.
    ///
    /// - Parameters:
    ///   - limit: the most bytes that the text may have, without the white space around it.
    /// - Throws: ``FormError`` for wrong percent-encoding, text that is not UTF-8, control characters and excess.
    func text(
        of field: FormError.Field, in text: Span<UInt8>, limit: Int
    ) throws(FormError) -> String? {
        guard let decoded = try decodedText(of: field, in: text) else { return nil }
        let trimmed = decoded.trimmed
        guard trimmed.utf8.count <= limit else { throw .tooLong(field) }
        guard trimmed.isPlain || !trimmed.unicodeScalars.contains(where: \.disturbsLines) else {
            throw .controlCharacter(field)
        }
        return trimmed
    }

    /// The decoded text of a field, with all that is in it; for a reader that judges it itself.
    func decodedText(of field: FormError.Field, in text: Span<UInt8>) throws(FormError) -> String? {
        guard let value = encodedValue(of: field) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.count)
        try PercentDecoding.decode(text, in: value) { bytes.append($0) }
        guard let decoded = String(validating: bytes, as: UTF8.self) else { throw .encoding(field) }
        return decoded
    }

    private static func firstIndex(of byte: UInt8, in text: Span<UInt8>, from start: Int, to end: Int) -> Int
    {
        var index = start
        while index < end, text[index] != byte { index += 1 }
        return index
    }
}
