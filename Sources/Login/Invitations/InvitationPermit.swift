internal import Secrets

/// What a moderator has after their login, to make one room's invitations with: sealed, it goes into the page's form and
/// comes back with it.
public struct InvitationPermit: Sendable {
    /// How long it is good for, in seconds: to fill the form in, and a few times again.
    public static let lifetime = 900

    /// Who signed in, for the log: the DN of the entry, cut where it is very long.
    public let account: String
    /// By which name the page calls them, likewise.
    public let name: String
    /// The room, as the tokens have it.
    public let room: String
    /// The tenant, likewise; empty for none.
    public let tenant: String
    /// From when it is not accepted any more, in seconds since 1970.
    public let expires: Int

    /// A permit from `now` on.
    public init(account: String, name: String, room: String, tenant: String?, now: Int) {
        self.init(
            account: Self.cut(account), name: Self.cut(name), room: room, tenant: tenant ?? "",
            expires: now + Self.lifetime)
    }

    fileprivate init(account: String, name: String, room: String, tenant: String, expires: Int) {
        self.account = account
        self.name = name
        self.room = room
        self.tenant = tenant
        self.expires = expires
    }

    private static func cut(_ text: String) -> String {
        var text = text
        while text.utf8.count > 255 { text.removeLast() }
        return text
    }
}

extension Invitations {
    private static let permitPurpose = "inviter"

    /// The permit, sealed.
    ///
    /// - Throws: `InvitationProblem.library`.
    public func seal(_ permit: InvitationPermit) throws(InvitationProblem) -> String {
        do {
            // A hash, because the key of a room can be longer than a record's text.
            let place = try InvitationPermit.place(permit.room, permit.tenant)
            var writer = RecordWriter()
            writer.write(moment: permit.expires)
            writer.write(permit.account)
            writer.write(permit.name)
            writer.write(place)
            return try keys.seal(writer.bytes, purpose: Self.permitPurpose)
        } catch {
            throw .library("\(error)")
        }
    }

    /// What `sealed` says, where it lets somebody invite into this room at the moment `now`; nil where it does not.
    public func permit(
        _ sealed: some StringProtocol, room: String, tenant: String?, now: Int
    ) -> InvitationPermit? {
        guard let record = keys.open(sealed, purpose: Self.permitPurpose) else { return nil }
        var reader = RecordReader(record)
        guard let expires = reader.moment(), let account = reader.text(), let name = reader.text(),
            let place = reader.text(), reader.isAtEnd, now < expires,
            let expected = try? InvitationPermit.place(room, tenant ?? ""), place == expected
        else { return nil }
        return InvitationPermit(
            account: account, name: name, room: room, tenant: tenant ?? "", expires: expires)
    }
}

extension InvitationPermit {
    /// Room and tenant as one text of 64 characters. Neither holds a NUL.
    fileprivate static func place(_ room: String, _ tenant: String) throws(CryptoFailure) -> String {
        Hexadecimal.encode(try Digest.sha256(Array("\(tenant)\0\(room)".utf8)))
    }
}
