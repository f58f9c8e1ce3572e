/// The names of rooms for a rule, with `*` and `?`.
enum RoomPatternShape {
    static func parse(_ text: String) throws(Invalid) -> String {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.allSatisfy(\.isWhitespace) }) else {
            throw Invalid("\(quoted(text)) is not a name of rooms: write exam-*, or tenant/exam-*")
        }
        guard text.utf8.count <= 512, !text.unicodeScalars.contains(where: \.isControl) else {
            throw Invalid(
                "\(quoted(text)) is too long or has control characters: write at most 512 bytes of text")
        }
        guard !isEncoded(text) else {
            throw Invalid(
                "\(quoted(text)) is percent-encoded: write the name as people read it, such as Réunion")
        }
        return text
    }

    private static func isEncoded(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.dropLast(2).contains { index in
            bytes[index] == UInt8(ascii: "%")
                && bytes[index + 1...index + 2].allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        }
    }
}
