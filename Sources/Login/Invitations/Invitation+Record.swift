/// The form that is sealed: a version, two rights, three moments and four texts. Binary, because every byte is one and
/// a third in the link.
extension Invitation {
    private static let version: UInt8 = 1
    private static let moderates: UInt8 = 1
    private static let passesTheLobby: UInt8 = 2

    var record: [UInt8] {
        var writer = RecordWriter()
        writer.write(Self.version)
        writer.write((role == .moderator ? Self.moderates : 0) | (passesLobby ? Self.passesTheLobby : 0))
        for moment in [from, until, issuedAt] { writer.write(moment: moment) }
        for text in [id, room, tenant ?? "", name ?? ""] { writer.write(text) }
        return writer.bytes
    }

    /// Nil where the bytes are not one of these to the last.
    init?(record: [UInt8]) {
        var reader = RecordReader(record)
        guard reader.byte() == Self.version, let rights = reader.byte(),
            rights & ~(Self.moderates | Self.passesTheLobby) == 0,
            let from = reader.moment(), let until = reader.moment(), let issuedAt = reader.moment(),
            let id = reader.text(), let room = reader.text(), let tenant = reader.text(),
            let name = reader.text(), reader.isAtEnd
        else { return nil }
        do {
            try self.init(
                id: id, room: room, tenant: tenant.isEmpty ? nil : tenant, name: name.isEmpty ? nil : name,
                role: rights & Self.moderates == 0 ? .member : .moderator,
                passesLobby: rights & Self.passesTheLobby != 0, window: (from, until), issuedAt: issuedAt)
        } catch {
            return nil
        }
    }
}
