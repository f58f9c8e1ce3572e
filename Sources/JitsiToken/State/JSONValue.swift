/// A JSON value (RFC 8259, 3) that came from a browser and goes back to one, unchanged.
enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// As it was written: a number that is never computed with keeps its digits.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// In the order in which it was written; no name stands twice.
    case object([Member])

    struct Member: Equatable, Sendable {
        let name: String
        let value: JSONValue
    }

    /// Every name of a member in it, at any depth.
    var memberNames: [String] {
        switch self {
        case .null, .bool, .number, .string: []
        case .array(let values): values.flatMap(\.memberNames)
        case .object(let members): members.flatMap { [$0.name] + $0.value.memberNames }
        }
    }

    /// The text without white space, as the client can read it in an address's fragment.
    ///
    /// Before it parses, the client replaces typographic quotation marks by plain ones and `\&` by `&`
    /// (`parseURLParams` in react/features/base/util/parseURLParams.ts). In strings they are escaped here, so that
    /// the value is the same after it.
    var text: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += Array("null".utf8)
        case .bool(let value): bytes += Array((value ? "true" : "false").utf8)
        case .number(let digits): bytes += Array(digits.utf8)
        case .string(let text): Self.append(text, to: &bytes)
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.append(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        JSONText.append(text, to: &bytes) { scalar in
            switch scalar {
            case "&", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}": true
            default: false
            }
        }
    }
}
