internal import Settings

/// A group that the configuration names, with where it does.
struct NamedGroup: CustomStringConvertible {
    let dn: String
    /// `access.allow`, `rooms[2].moderators`.
    let key: String

    var description: String { "\(key): \(dn)" }

    /// Each once, by the first key that names it.
    static func all(of configuration: Configuration) -> [NamedGroup] {
        let access = configuration.access
        let ofAccess = (access.allow + access.moderators).map { NamedGroup(dn: $0.value, key: $0.key) }
        let ofRooms = configuration.rooms.enumerated().flatMap { index, room in
            (room.allow ?? []).map { NamedGroup(dn: $0.value, key: "rooms[\(index + 1)].allow") }
                + room.moderatorGroups.map {
                    NamedGroup(dn: $0.value, key: "rooms[\(index + 1)].moderators")
                }
        }
        var known: Set<String> = []
        return (ofAccess + ofRooms).filter { known.insert($0.dn).inserted }
    }
}

extension Configuration.Room {
    fileprivate var moderatorGroups: [Located<String>] {
        if case .groups(let groups) = moderators { groups } else { [] }
    }
}
