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
        JSONText.append(value, to: &members)
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
        JSONText.append(name, to: &members)
        members.append(UInt8(ascii: ":"))
    }
}
