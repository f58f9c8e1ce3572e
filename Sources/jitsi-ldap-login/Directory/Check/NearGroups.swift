internal import LDAP

/// The groups that a directory has, to be held against a name that is not among them.
struct NearGroups {
    /// So many are looked at; beyond, no name is suggested for want of a better one.
    private static let most = 2000
    /// So many suggestions are enough.
    private static let suggestions = 3

    private let known: [(dn: String, normalized: String)]

    init(on inspected: InspectedServer, below base: String) {
        // A suggestion is a courtesy: where there is none to be had, there is none.
        guard let filter = try? Filter(parsing: GroupClass.filter),
            let found = try? inspected.search(
                base: base, filter: filter, attributes: [], sizeLimit: Self.most)
        else {
            known = []
            return
        }
        known = found.entries.compactMap { entry in entry.name.map { (entry.dn, $0.normalized) } }
    }

    /// Those that somebody may have meant: by the same name elsewhere, or nearly the same.
    func names(like written: String) -> [String] {
        guard let wanted = try? DistinguishedName(parsing: written) else { return [] }
        let text = wanted.normalized
        let first = Self.first(text)
        let near = known.compactMap { group -> (dn: String, distance: Int)? in
            if Self.first(group.normalized) == first { return (group.dn, 0) }
            let distance = EditDistance.between(text, group.normalized, atMost: 4)
            return distance.map { (group.dn, $0) }
        }
        return near.sorted { ($0.distance, $0.dn) < ($1.distance, $1.dn) }.prefix(Self.suggestions).map(\.dn)
    }

    /// The group's own name: what stands before the first comma that is not escaped.
    private static func first(_ normalized: String) -> Substring {
        var isEscaped = false
        return normalized.prefix { character in
            defer { isEscaped = character == "\\" && !isEscaped }
            return character != "," || isEscaped
        }
    }
}

/// How many letters have to be changed to make one text of another (Levenshtein's distance).
enum EditDistance {
    /// nil where it is more than `limit`.
    static func between(_ one: String, _ other: String, atMost limit: Int) -> Int? {
        let one = Array(one)
        let other = Array(other)
        guard abs(one.count - other.count) <= limit else { return nil }
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var next = [index + 1]
            for (place, otherLetter) in other.enumerated() {
                let replaced = row[place] + (letter == otherLetter ? 0 : 1)
                next.append(min(replaced, row[place + 1] + 1, next[place] + 1))
            }
            row = next
        }
        let distance = row[other.count]
        return distance <= limit ? distance : nil
    }
}
