/// A language that the pages speak.
///
/// A further one is a file with its texts and its constant, as English.swift, and a place in ``builtIn``.
public struct Language: Sendable, Hashable {
    /// The primary subtag of RFC 5646, in lower case: `de`.
    public let tag: String
    /// The language's name in the language itself: `Deutsch`.
    let autonym: String
    let texts: any Texts

    init(tag: String, autonym: String, texts: any Texts) {
        self.tag = tag
        self.autonym = autonym
        self.texts = texts
    }

    /// Every language that has its texts here; the first is the last resort.
    public static let builtIn: [Language] = [.english, .german]

    /// The built-in language that `tag` asks for, or nil.
    ///
    /// - Parameter tag: a language tag (`de`, `de-AT`), or one of Jitsi's own codes, which run language and region
    ///   together (`deCH`, jitsi-meet's `lang/languages.json`). Only the language counts.
    public init?(matching tag: String) {
        if let exact = Self.builtIn.first(where: { $0.tag == tag }) {
            self = exact
            return
        }
        let primary = Self.primarySubtag(of: tag)
        guard let found = Self.builtIn.first(where: { $0.tag == primary }) else { return nil }
        self = found
    }

    /// The language of a tag, in lower case: `de` of `de`, `DE-at`, `de_CH` and `deCH`.
    static func primarySubtag(of tag: some StringProtocol) -> String {
        var primary = tag.prefix { $0 != "-" && $0 != "_" }
        let (language, region) = (primary.dropLast(2), primary.suffix(2))
        if (2...3).contains(language.count), language.allSatisfy(\.isLowercase),
            region.allSatisfy(\.isUppercase)
        {
            primary = language
        }
        return primary.lowercased()
    }

    /// Languages are the same where their tags are.
    public static func == (left: Language, right: Language) -> Bool { left.tag == right.tag }

    /// Hashes the tag.
    public func hash(into hasher: inout Hasher) { hasher.combine(tag) }
}
