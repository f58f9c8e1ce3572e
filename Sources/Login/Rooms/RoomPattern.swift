/// Which rooms a rule is for: a name in which `*` stands for any text and `?` for any one character.
///
/// A pattern without a slash is for rooms without a tenant; `tenant/room` is for those in a tenant that the first part
/// matches; `*` alone is for every room of every tenant. Names and patterns are compared scalar by scalar, so whoever makes
/// them brings both into the same form first.
public struct RoomPattern: Sendable, Equatable {
    private let tenant: [Unicode.Scalar]?
    private let room: [Unicode.Scalar]
    /// Whether it is for every room, in whichever tenant.
    let isForAll: Bool

    /// A pattern of its parts, in the form in which rooms are compared.
    ///
    /// - Parameter tenant: nil for rooms without one.
    public init(tenant: String?, room: String) {
        self.tenant = tenant.map { Array($0.unicodeScalars) }
        self.room = Array(room.unicodeScalars)
        isForAll = tenant == nil && !room.isEmpty && room.allSatisfy { $0 == "*" }
    }

    /// Whether the rule is for that room.
    public func matches(tenant: String?, room: String) -> Bool {
        if isForAll { return true }
        switch (self.tenant, tenant) {
        case (nil, nil): break
        case (let pattern?, let tenant?):
            guard Self.matches(pattern, Array(tenant.unicodeScalars)) else { return false }
        default: return false
        }
        return Self.matches(self.room, Array(room.unicodeScalars))
    }

    /// Whether this is for every room that `other` is for: a rule behind this one's never holds by `other`. Never true
    /// where it is not so; of two patterns whose stars and `?` only together stand for the same it may be false.
    public func covers(_ other: RoomPattern) -> Bool {
        if isForAll || other.isForAll { return isForAll }
        switch (tenant, other.tenant) {
        case (nil, nil): break
        case (let pattern?, let tenant?):
            guard Self.matches(pattern, tenant, isPattern: true) else { return false }
        default: return false
        }
        return Self.matches(room, other.room, isPattern: true)
    }

    /// One star is tried again at a time, the last: never more than the product of the two lengths.
    ///
    /// - Parameter isPattern: `name` is one, too: its stars are for a star only, its `?` for a `?` or a star.
    private static func matches(
        _ pattern: [Unicode.Scalar], _ name: [Unicode.Scalar], isPattern: Bool = false
    ) -> Bool {
        var (next, place) = (0, 0)
        var star: (after: Int, place: Int)?
        while place < name.count {
            if next < pattern.count, pattern[next] == "*" {
                next += 1
                star = (next, place)
            } else if next < pattern.count,
                pattern[next] == "?" ? !isPattern || name[place] != "*" : pattern[next] == name[place]
            {
                next += 1
                place += 1
            } else if let last = star {
                next = last.after
                place = last.place + 1
                star = (last.after, last.place + 1)
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy { $0 == "*" }
    }
}
