internal import LDAP

/// The pictures of the people (`directory.users.attributes.avatar`).
struct Avatars: Sendable {
    let addresses: AvatarAddresses
    private let photos: Photos

    init(addresses: AvatarAddresses, servers: DirectoryServers) {
        self.addresses = addresses
        let lookup = AvatarLookup(servers: servers, source: addresses.source)
        photos = Photos { lookup.photo($0) }
    }

    /// The photo behind the last part of an address of ours.
    func photo(sealed: Substring) -> PhotoFinding {
        addresses.photo(sealed: sealed).map(photos.photo) ?? .absent(cause: nil)
    }
}
