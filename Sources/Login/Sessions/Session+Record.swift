/// The form that is sealed into the cookie: a version, what it is, moments and texts.
extension Session {
    private static let version: UInt8 = 3
    /// That of earlier releases, which had no DN.
    private static let versionWithoutDN: UInt8 = 2
    /// Of a number, and of the length of a text, in bytes.
    private static let (numberSize, lengthSize) = (8, 2)

    /// Nil where it holds a text that is too long for any cookie.
    var record: [UInt8]? {
        let texts = [username, accountKey, accountID, name, accountDN]
        guard texts.allSatisfy({ $0.utf8.count <= SessionSeals.longest }) else { return nil }
        var writer = RecordWriter()
        writer.write(Self.version)
        writer.write(isPersistent ? 1 : 0)
        writer.write(UInt8(clamping: issues.count))
        writer.write(id.bytes)
        for number in [authenticated, lastSeen, latestEnd, barredUntil, issues.last] {
            writer.write(number: number, size: Self.numberSize)
        }
        writer.write(issues.room)
        for text in texts { writer.write(text, lengthSize: Self.lengthSize) }
        return writer.bytes
    }

    /// Nil where the bytes are not one of these to the last.
    init?(record: [UInt8]) {
        var reader = RecordReader(record)
        func number() -> Int? { reader.number(size: Self.numberSize) }
        func text() -> String? { reader.text(lengthSize: Self.lengthSize) }
        guard let version = reader.byte(), version == Self.version || version == Self.versionWithoutDN,
            let persistence = reader.byte(), persistence <= 1,
            let count = reader.byte(), let id = reader.bytes(SessionID.size).flatMap({ SessionID($0) }),
            let authenticated = number(), let lastSeen = number(), let latestEnd = number(),
            let barredUntil = number(), let issued = number(),
            let room = reader.bytes(RecentIssues.nowhere.count), let username = text(), let key = text(),
            let accountID = text(), let name = text(),
            let dn = version == Self.version ? text() : "", reader.isAtEnd
        else { return nil }
        self.init(
            id: id, username: username, accountKey: key, accountDN: dn, accountID: accountID, name: name,
            authenticated: authenticated, lastSeen: lastSeen, latestEnd: latestEnd,
            isPersistent: persistence == 1)
        self.barredUntil = barredUntil
        issues = RecentIssues(room: room, last: issued, count: Int(count))
    }
}
