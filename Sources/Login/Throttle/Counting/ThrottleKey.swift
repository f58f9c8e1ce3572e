internal import Secrets

/// What the throttle remembers somebody by: 128 bits, so that a place in a table has one size whatever was typed.
struct ThrottleKey: Hashable, Sendable, BitwiseCopyable {
    var high: UInt64
    var low: UInt64

    /// Of a place that nobody has.
    static let nobody = ThrottleKey(high: 0, low: 0)
}

/// Makes the keys: SHA-256 over a random key of this process and the text. Nobody outside can tell which names share a part
/// of the table, and none of what was typed can be read from it. Half of each hash is never seen by anybody, so that nobody
/// could go on from it: what HMAC (RFC 2104) prevents, and costs more for each visit.
struct ThrottleKeys: Sendable {
    /// What is counted. The same text is another key for each.
    enum Kind: UInt8 {
        case address = 1
        case name = 2
        case account = 3
        case guests = 4
        case invitationJoins = 5
        case invitationOpens = 6
    }

    /// Of one length, so that no two texts begin with it in two ways.
    private let secret = RandomBytes.plain(count: 32)

    /// The key of `text`. Where libcrypto has no memory, all share one: too strict then, and never too lax.
    func key(_ kind: Kind, _ text: some Sequence<UInt8>) -> ThrottleKey {
        guard let hash = try? Digest.sha256(secret + CollectionOfOne(kind.rawValue) + text) else {
            return ThrottleKey(high: UInt64(kind.rawValue), low: .max)
        }
        func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        return ThrottleKey(high: number(hash[0..<8]), low: number(hash[8..<16]))
    }
}
