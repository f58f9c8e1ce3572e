internal import LDAP
internal import Login

/// The pictures of the people (`directory.users.attributes.avatar`).
struct Avatars: Sendable {
    let addresses: AvatarAddresses
    private let lookup: AvatarLookup
    private let photos: Photos

    init(addresses: AvatarAddresses, servers: DirectoryServers) {
        self.addresses = addresses
        let lookup = AvatarLookup(servers: servers, source: addresses.source)
        self.lookup = lookup
        photos = Photos { lookup.photo($0) }
    }

    /// The address of the picture of somebody who has just signed in; nil where there is none.
    ///
    /// - Throws: `DirectoryUnreachable`, which is no reason to keep anybody out.
    func address(of account: Account) throws(DirectoryUnreachable) -> String? {
        addresses.address(for: try lookup.facts(of: account))
    }

    /// The photo behind the last part of an address of ours.
    func photo(sealed: Substring) -> PhotoFinding {
        addresses.photo(sealed: sealed).map(photos.photo) ?? .absent(cause: nil)
    }
}
