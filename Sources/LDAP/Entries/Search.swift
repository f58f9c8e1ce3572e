/// What is searched for, and how much of it.
struct Search {
    let base: String
    let scope: SearchScope
    let filter: Filter
    let attributes: [String]
    let sizeLimit: Int
    let typesOnly: Bool

    init(
        base: String, scope: SearchScope, filter: Filter, attributes: [String], sizeLimit: Int,
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
}
