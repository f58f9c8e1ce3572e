/// What is sealed into the cookie.
extension Session {
    /// Of the form; another one is not read.
    private static let version: UInt8 = 2

    /// Numbers with their highest byte first, texts after their lengths.
    var bytes: [UInt8] {
        var bytes = [Self.version, isPersistent ? 1 : 0, UInt8(clamping: issues.count)] + id.bytes
        for number in [authenticated, lastSeen, latestEnd, barredUntil, issues.last] {
            bytes.append(number: UInt64(clamping: number), size: 8)
        }
        bytes += issues.room
        for text in [username, accountKey, accountID, name] {
            let text = Array(text.utf8.prefix(Int(UInt16.max)))
            bytes.append(number: UInt64(text.count), size: 2)
            bytes += text
        }
        return bytes
    }

    /// Reads what ``bytes`` has made; nil for everything else.
    init?(bytes: [UInt8]) {
        var rest = bytes[...]
        guard let head = rest.take(3), head[0] == Self.version, head[1] <= 1,
            let id = rest.take(SessionID.size).flatMap({ SessionID($0) }),
            let authenticated = rest.number(size: 8), let lastSeen = rest.number(size: 8),
            let latestEnd = rest.number(size: 8), let barredUntil = rest.number(size: 8),
            let issued = rest.number(size: 8),
            let room = rest.take(RecentIssues.nowhere.count),
            let username = rest.text(), let key = rest.text(), let accountID = rest.text(),
            let name = rest.text(), rest.isEmpty
        else { return nil }
        self.init(
            id: id, username: username, accountKey: key, accountID: accountID, name: name,
            authenticated: authenticated, lastSeen: lastSeen, latestEnd: latestEnd,
            isPersistent: head[1] == 1)
        self.barredUntil = barredUntil
        issues = RecentIssues(room: room, last: issued, count: Int(head[2]))
    }
}

extension [UInt8] {
    fileprivate mutating func append(number: UInt64, size: Int) {
        for place in (0..<size).reversed() { append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func take(_ count: Int) -> [UInt8]? {
        guard self.count >= count else { return nil }
        defer { removeFirst(count) }
        return Array(prefix(count))
    }

    /// At most 2^62: later sums cannot overflow.
    fileprivate mutating func number(size: Int) -> Int? {
        guard let bytes = take(size) else { return nil }
        let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return number < 1 << 62 ? Int(number) : nil
    }

    fileprivate mutating func text() -> String? {
        guard let count = number(size: 2), let bytes = take(count) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
