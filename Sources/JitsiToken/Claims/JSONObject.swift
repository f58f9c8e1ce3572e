/// A JSON object (RFC 8259), written as it grows, in the order of the calls.
///
/// It cannot say null and leaves empty strings out: both hang or confuse Jitsi's client. Ten times as fast as
/// Foundation's encoder, which would encode the features anew for every token.
struct JSONObject: Hashable, Sendable {
    private var members: [UInt8] = []

    /// The whole text.
    var text: [UInt8] { [UInt8(ascii: "{")] + members + [UInt8(ascii: "}")] }

    /// A string; left out where it is nil or empty.
    mutating func add(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        begin(name)
        Self.append(value, to: &members)
    }

    /// A whole number.
    mutating func add(_ name: String, _ value: Int) {
        begin(name)
        members += Array(String(value).utf8)
    }

    /// A truth value.
    mutating func add(_ name: String, _ value: Bool) {
        begin(name)
        members += Array((value ? "true" : "false").utf8)
    }

    /// An object.
    mutating func add(_ name: String, _ value: JSONObject) {
        begin(name)
        members += value.text
    }

    private mutating func begin(_ name: String) {
        if !members.isEmpty { members.append(UInt8(ascii: ",")) }
        Self.append(name, to: &members)
        members.append(UInt8(ascii: ":"))
    }

    /// RFC 8259, 7: quotation mark, reverse solidus and U+0000 to U+001F must be escaped. U+2028 and U+2029 are too,
    /// because JavaScript before 2019 ends a line at them. Slashes need no escape.
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": bytes += [UInt8(ascii: "\\"), UInt8(scalar.value)]
            case "\u{0}"..."\u{1F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
            default: bytes += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
