import Glibc

/// Ends the process where a property does not hold: libFuzzer keeps the input then.
func require(_ holds: Bool, _ property: @autoclosure () -> String, line: Int = #line, file: String = #fileID)
{
    guard holds else { fail(property(), line: line, file: file) }
}

/// The value of what must be there.
func required<Value>(
    _ value: Value?, _ property: @autoclosure () -> String, line: Int = #line, file: String = #fileID
) -> Value {
    guard let value else { fail(property(), line: line, file: file) }
    return value
}

/// `equal` in the strict sense: text by its bytes, where Swift's `==` takes é and e with an accent for the same.
func requireSame(
    _ one: String?, _ other: String?, _ property: @autoclosure () -> String, line: Int = #line,
    file: String = #fileID
) {
    require(
        one.map { Array($0.utf8) } == other.map { Array($0.utf8) },
        "\(property()): \(one.debugDescription) and \(other.debugDescription)", line: line, file: file)
}

private func fail(_ property: String, line: Int, file: String) -> Never {
    complain("\(file):\(line): does not hold: \(property)")
    abort()
}

func complain(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
}

/// Whether an address, or a part of one, is visible ASCII throughout.
func isVisible(_ text: String) -> Bool { text.utf8.allSatisfy { (0x21...0x7E).contains($0) } }

extension [UInt8] {
    /// The input as text, as a web server's bytes become one.
    var text: String { String(decoding: self, as: UTF8.self) }

    /// The input in parts, where a target wants several: they are parted by the byte FF, which no UTF-8 has.
    var parts: [[UInt8]] {
        split(separator: 0xFF, omittingEmptySubsequences: false).map { [UInt8]($0) }
    }

    /// The part of that number; empty where there are not so many.
    func part(_ number: Int) -> [UInt8] {
        let parts = parts
        return number < parts.count ? parts[number] : []
    }
}
