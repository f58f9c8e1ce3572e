internal import LDAP

/// Finds out where the picture of somebody who has just signed in is (`directory.users.attributes.avatar`).
struct AvatarReader: Sendable {
    private static let times = ["modifyTimestamp", "whenChanged"]

    private let addresses: AvatarAddresses
    /// Matches an entry with a photo; nil where no photos are served.
    private let presence: Filter?

    init(addresses: AvatarAddresses) {
        self.addresses = addresses
        presence = addresses.source.presence
    }

    /// The attributes of the entry that this needs.
    var attributes: [String] {
        switch addresses.source {
        case .template: []
        case .link(let attribute): [attribute]
        case .photo: Self.times
        }
    }

    /// The https address of the picture; nil where there is none.
    ///
    /// The photo itself is not read: a filter for its presence says whether there is one. What the server will not say of
    /// this entry keeps nobody out for the sake of a picture.
    ///
    /// - Parameter entry: with `attributes`.
    func address(
        of entry: Entry, id: String, email: String?, on searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> String? {
        var facts = AvatarFacts(dn: entry.dn, id: id, email: email)
        switch addresses.source {
        case .template: break
        case .link(let attribute):
            // A label may follow the address (labeledURI, RFC 2079).
            facts.link = entry.string(attribute)?.split(separator: " ").first.map(String.init)
        case .photo:
            facts.hasPhoto = try hasPhoto(entry, on: searcher)
            facts.version = Self.times.lazy.compactMap { entry.string($0) }.first
        }
        return addresses.address(for: facts)
    }

    /// What `address` asks for about the entry of that name.
    func searches(dn: String) -> [Search] {
        presence.map { [Search(entryAt: dn, filter: $0, attributes: [])] } ?? []
    }

    private func hasPhoto(
        _ entry: Entry, on searcher: borrowing some DirectorySearcher & ~Copyable
    ) throws(LDAPError) -> Bool {
        guard let presence else { return false }
        do throws(LDAPError) {
            return try searcher.entry(at: entry.dn, filter: presence, attributes: []) != nil
        } catch {
            guard !error.speaksAgainstServer else { throw error }
            return false
        }
    }
}
