/// Percent-encoding (RFC 3986, 2.1).
public enum PercentEncoding {
    /// Letters, digits, `-`, `.`, `_`, `~`: never in need of encoding (RFC 3986, 2.3).
    @inlinable
    public static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// Appends `byte` as it is where `keeps` holds, else as `%` and two upper-case digits.
    @inlinable
    static func append(_ byte: UInt8, to text: inout [UInt8], keeping keeps: (UInt8) -> Bool) {
        if keeps(byte) {
            text.append(byte)
        } else {
            text.append(UInt8(ascii: "%"))
            text.append(upperCaseDigit(byte >> 4))
            text.append(upperCaseDigit(byte & 15))
        }
    }

    @inlinable
    static func upperCaseDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// `bytes` with every one encoded, in upper case, but those for which `keeps` holds; it must hold for ASCII only.
    @inlinable
    public static func encode(_ bytes: some Collection<UInt8>, keeping keeps: (UInt8) -> Bool) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes { append(byte, to: &result, keeping: keeps) }
        return String(decoding: result, as: UTF8.self)
    }

    /// The same with the bytes of a text.
    @inlinable
    static func encode(_ text: some StringProtocol, keeping keeps: (UInt8) -> Bool) -> String {
        encode(text.utf8, keeping: keeps)
    }

    /// The text that `text` encodes; nil where the encoding is broken, or is not UTF-8.
    static func decode(_ text: some StringProtocol) -> String? {
        var result: [UInt8] = []
        var bytes = text.utf8.makeIterator()
        while let next = bytes.next() {
            guard next == UInt8(ascii: "%") else {
                result.append(next)
                continue
            }
            guard let value = byte(bytes.next(), bytes.next()) else { return nil }
            result.append(value)
        }
        return String(validating: result, as: UTF8.self)
    }

    /// The byte that two hexadecimal digits stand for; nil where they are none.
    static func byte(_ high: UInt8?, _ low: UInt8?) -> UInt8? {
        guard let high = high.flatMap(digit), let low = low.flatMap(digit) else { return nil }
        return high << 4 | low
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
