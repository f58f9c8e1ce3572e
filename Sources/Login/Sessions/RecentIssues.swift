internal import Secrets

/// The tokens that a session has just led to for one room. When Jitsi refuses a token, a browser may be sent back at once
/// for the next one; the second return is stopped.
public struct RecentIssues: Sendable, Equatable {
    /// How long after a token a return counts, in seconds: a slow client needs some to load and to be refused.
    public static let window = 20
    /// How many tokens in a row are given to somebody who is sent back.
    public static let most = 2

    /// Of the room, so that its length does not matter.
    var room: [UInt8] = Self.nowhere
    /// When the last token was made, in seconds since 1970.
    var last = 0
    /// How many there were in a row.
    var count = 0

    static let nowhere = [UInt8](repeating: 0, count: 8)

    /// Whether one more token for `room` would go on with a loop.
    ///
    /// - Parameter room: tenant and room, in the form in which they are compared.
    public func areLoop(into room: String, at now: Int) -> Bool {
        isFresh(for: room, at: now) && count >= Self.most
    }

    mutating func add(_ room: String, at now: Int) {
        count = isFresh(for: room, at: now) ? min(count + 1, Self.most) : 1
        self.room = Self.digest(of: room)
        last = now
    }

    private func isFresh(for room: String, at now: Int) -> Bool {
        count > 0 && self.room == Self.digest(of: room) && abs(now - last) <= Self.window
    }

    private static func digest(of room: String) -> [UInt8] {
        (try? Digest.sha256(Array(room.utf8))).map { Array($0.prefix(nowhere.count)) } ?? nowhere
    }
}
