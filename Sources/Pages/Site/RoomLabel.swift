/// A room as people call it: for their eyes only, never for an address or a token.
public struct RoomLabel: Sendable, Hashable {
    /// The room's readable name.
    public let room: String
    /// The tenant's readable name, where the room has a tenant.
    public let tenant: String?

    /// - Parameters:
    ///   - room: the name after percent-decoding. It may hold anything: invisible characters are taken out, and beyond
    ///     120 characters an ellipsis follows.
    ///   - tenant: likewise; nil or empty for none.
    public init(room: String, tenant: String? = nil) {
        self.room = Self.readable(room)
        self.tenant = tenant.map(Self.readable).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The markup isolates a name's direction (`bdi`); explicit direction characters inside it could still reorder
    /// what follows them, and control characters have no shape. Neither is part of a readable name.
    private static func readable(_ text: String) -> String {
        if text.utf8.count <= 120, text.isPlain { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(2000) where !scalar.disturbsLines { scalars.append(scalar) }
        let clean = String(scalars)
        return clean.count <= 120 ? clean : clean.prefix(120) + "…"
    }

    /// The name set off in a sentence: `Réunion (Lycée)`.
    var markup: Markup {
        if let tenant {
            "<strong><bdi>\(room)</bdi></strong> (<bdi>\(tenant)</bdi>)"
        } else {
            "<strong><bdi>\(room)</bdi></strong>"
        }
    }
}
