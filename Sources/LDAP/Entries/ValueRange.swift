/// Which values of a long list a piece of it holds: the option `range=0-1499`, or `range=1500-*` of the last piece
/// ([MS-ADTS] 3.1.1.3.1.3.3).
struct ValueRange: Sendable, Hashable {
    /// The number of the first value, from 0.
    let first: Int
    /// The number of the last one; nil: it is the last of all.
    let last: Int?

    /// What such options begin with.
    static let prefix = "range="

    /// Reads an option in lower case.
    init?(option: String) {
        guard option.hasPrefix(Self.prefix) else { return nil }
        let bounds = option.dropFirst(Self.prefix.count).split(
            separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2, let first = Self.number(bounds[0]) else { return nil }
        self.first = first
        if bounds[1] == "*" {
            last = nil
        } else {
            guard let last = Self.number(bounds[1]), last >= first else { return nil }
            self.last = last
        }
    }

    /// Nine digits are more than is ever read, and cannot overflow.
    private static func number(_ text: Substring) -> Int? {
        (1...9).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            ? Int(text) : nil
    }
}
