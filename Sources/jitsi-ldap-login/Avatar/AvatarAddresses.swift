internal import Secrets

/// Makes the addresses of pictures, and reads those that are ours.
///
/// A photo's address holds the entry's DN, sealed: nobody can read it, guess another, or make one. It is the same each
/// time and on every host that shares the key file, until the entry changes, so that browsers need not ask again.
struct AvatarAddresses: Sendable {
    /// Where photos are served.
    static let path = "/_login/avatar/"
    private static let purpose = "avatar photo"

    /// `https://host[:port]`, where Jitsi Meet answers.
    let origin: String
    let source: AvatarSource
    /// nil where no photos are served.
    let keys: SealingKeys?

    /// The address for `context.user.avatar`; nil where there is no picture.
    func address(for facts: AvatarFacts) -> String? {
        switch source {
        case .photo: photoAddress(facts)
        case .link: facts.link.flatMap { HTTPSAddress.isOne($0) ? $0 : nil }
        case .template(let template): template.address(id: facts.id, email: facts.email)
        }
    }

    private func photoAddress(_ facts: AvatarFacts) -> String? {
        guard facts.hasPhoto, let keys, let name = PhotoName(dn: facts.dn, version: facts.version ?? ""),
            let sealed = try? keys.sealDeterministically(name.bytes, purpose: Self.purpose)
        else { return nil }
        let address = origin + Self.path + sealed
        // A DN of more than about 600 bytes: the token would leave such an address out.
        return address.utf8.count <= HTTPSAddress.longest ? address : nil
    }

    /// The photo that is meant by the last part of an address of ours; nil where that was not made here.
    func photo(sealed: Substring) -> PhotoName? {
        guard case .photo = source else { return nil }
        return keys?.open(sealed, purpose: Self.purpose).flatMap { PhotoName($0) }
    }
}
