/// A JSON object (RFC 8259), written as it grows, in the order of the calls.
///
/// It cannot say null and leaves empty strings out: both hang or confuse Jitsi's client. Ten times as fast as
/// Foundation's encoder, which would encode the features anew for every token.
struct JSONObject: Hashable, Sendable {
    private var members: [UInt8] = []

    /// The whole text.
    var text: [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(members.count + 2)
        text.append(UInt8(ascii: "{"))
        text += members
        text.append(UInt8(ascii: "}"))
        return text
    }

    /// A string; left out where it is nil or empty.
    mutating func add(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        begin(name)
        JSONText.append(value, to: &members)
    }

    /// A whole number.
    mutating func add(_ name: String, _ value: Int) {
        begin(name)
        members.append(contentsOf: String(value).utf8)
    }

    /// A truth value.
    mutating func add(_ name: String, _ value: Bool) {
        begin(name)
        members.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// An object.
    mutating func add(_ name: String, _ value: JSONObject) {
        begin(name)
        members.append(UInt8(ascii: "{"))
        members += value.members
        members.append(UInt8(ascii: "}"))
    }

    private mutating func begin(_ name: String) {
        if members.isEmpty {
            // As much as most objects need: growing step by step copies it again and again.
            members.reserveCapacity(512)
        } else {
            members.append(UInt8(ascii: ","))
        }
        JSONText.append(name, to: &members)
        members.append(UInt8(ascii: ":"))
    }
}
