/// Why a pattern is for no room: a rule would seem to hold, and does not.
public enum PatternProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// A character with which Jitsi's web server opens no room.
    case unopened(Character)
    /// A character that Jitsi's client takes out of an address; what is left of the text then.
    case skipped(Character, left: String)
    /// No name can be so.
    case noName(NameProblem)

    /// One sentence.
    public var description: String {
        switch self {
        case .unopened(let character):
            "is for no room: Jitsi's web server opens none with \(character) in its name: leave it out"
        case .skipped(let character, let left):
            "is for no room that people get to by its address: Jitsi takes \(character) out of it: write \(left)"
        case .noName(let problem): "is for no room: \(problem)"
        }
    }

    /// `*` and `?` stand for others, and a space comes percent-encoded.
    static func ofCharacters(_ text: String) -> PatternProblem? {
        if let character = text.first(where: { ":&'\"".contains($0) }) { return .unopened(character) }
        guard let character = text.first(where: isSkipped) else { return nil }
        return .skipped(character, left: text.filter { !isSkipped($0) })
    }

    private static func isSkipped(_ character: Character) -> Bool { "!$()+,;=@#[]<>".contains(character) }

    /// A name that the pattern matches, percent-encoded.
    static func example(of text: String) -> String {
        PercentEncoding.encode(
            String(text.map { $0 == "*" || $0 == "?" ? "a" : $0 }), keeping: PercentEncoding.isUnreserved)
    }
}
