import Testing

@testable import Pages

/// Plain ASCII takes a short way, on which Unicode's tables are not asked. It must lead to where the long one does.
@Suite struct PlainTextTests {
    /// Every ASCII character by itself, at an end, in the middle, and beside every other one; and some beyond.
    private static let texts: [String] = {
        let characters = (0..<128).map { String(Unicode.Scalar(UInt8($0))) }
        let pairs = characters.flatMap { first in characters.map { first + $0 } }
        return ["", "é", "aé", "\u{202E}a", "a\u{301}", "\u{A0}a\u{A0}", " é ", "\u{2028}"] + characters
            + characters.flatMap { ["\($0)ab", "a\($0)b", "ab\($0)"] } + pairs
    }()

    @Test("Every ASCII character disturbs a line by its number as by its category")
    func disturbing() {
        for value in 0..<UInt8(128) {
            let scalar = Unicode.Scalar(value)
            #expect(scalar.disturbsLines == scalar.disturbsLinesByProperties, "\(value)")
        }
    }

    @Test("What is trimmed, what is escaped and what an address may hold is the same")
    func texts() {
        for text in Self.texts {
            #expect(text.trimmed == text.trimmedByScalar, "\(text.debugDescription)")
            var (short, long): ([UInt8], [UInt8]) = ([], [])
            short.append(escaping: text)
            long.appendByByte(escaping: text)
            #expect(short == long, "\(text.debugDescription)")
            #expect(
                (Link(local: "/" + text) != nil)
                    == (Link.isPlainByScalar(text) && !text.hasPrefix("/")), "\(text.debugDescription)")
            if text.isPlain { #expect(!text.unicodeScalars.contains { $0.disturbsLinesByProperties }) }
        }
    }
}
