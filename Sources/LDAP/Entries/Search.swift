/// What is searched for, and how much of it.
public struct Search: Sendable, Equatable {
    /// Where it begins.
    public let base: String
    /// How far below the base it looks.
    public let scope: SearchScope
    /// What the entries must match.
    public let filter: Filter
    /// What is wanted of them; none: their names only.
    public let attributes: [String]
    /// The most entries, at least 1.
    public let sizeLimit: Int
    /// Whether the attributes come without their values.
    public let typesOnly: Bool

    /// A question; nothing is checked or asked yet.
    ///
    /// - Parameters:
    ///   - base: the distinguished name where the search begins.
    ///   - scope: how far below the base it looks.
    ///   - filter: what the entries must match.
    ///   - attributes: the attributes that are wanted, with `memberOf` and other operational ones by name; none gives
    ///     the entries' names only.
    ///   - sizeLimit: the most entries, at least 1. Where more match, the result says so.
    ///   - typesOnly: the attributes' names without their values (RFC 4511, 4.5.1.6): see `Entry.has`.
    public init(
        base: String, scope: SearchScope = .subtree, filter: Filter, attributes: [String], sizeLimit: Int,
        typesOnly: Bool = false
    ) {
        self.base = base
        self.scope = scope
        self.filter = filter
        self.attributes = attributes
        self.sizeLimit = max(1, sizeLimit)
        self.typesOnly = typesOnly
    }

    /// Whether a piece of a long list is what is wanted (`ValueRange`).
    var asksForPieces: Bool { attributes.contains { AttributeDescription($0).isPartial } }

    /// Whether it is asked for page by page.
    var hasPages: Bool { sizeLimit > PagedResults.pageSize }
}
