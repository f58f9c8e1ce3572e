internal import Secrets

/// What a browser is known by: the accounts that it has signed in to, and the names by which it did, as digests. It helps for
/// these alone, whoever has it.
public struct DeviceMarks: Sendable, Equatable {
    /// The most logins that are remembered: those of a device that several people share.
    public static let most = 8

    /// One account by one name.
    struct Mark: Sendable, Equatable {
        let account: [UInt8]
        let name: [UInt8]
        /// When the password was proved last, in seconds since 1970.
        let proved: Int
    }

    /// The newest first.
    let marks: [Mark]

    /// A browser that is not known.
    public init() { self.init([]) }

    init(_ marks: [Mark]) { self.marks = marks }

    /// The same after a login.
    ///
    /// - Parameters:
    ///   - account: what was asked for at ``LoginAttempt/mayTry(_:now:)``.
    ///   - name: as typed.
    ///   - now: seconds since 1970.
    public func adding(account: String, name: String, at now: Int) -> DeviceMarks {
        let mark = Mark(
            account: Self.digest(ofAccount: account), name: Self.digest(of: FoldedName(name)), proved: now)
        let others = marks.filter { $0.account != mark.account || $0.name != mark.name }
        return DeviceMarks(Array(([mark] + others).prefix(Self.most)))
    }

    /// The digest of the account that signed in by the name last.
    func account(by name: FoldedName) -> [UInt8]? {
        guard !marks.isEmpty else { return nil }
        let digest = Self.digest(of: name)
        return marks.first { $0.name == digest }?.account
    }

    func fit(account: [UInt8]) -> Bool { marks.contains { $0.account == account } }

    /// Of digests, in bytes.
    static let digestSize = 16

    static func digest(ofAccount account: String) -> [UInt8] { digest("account", Array(account.utf8)) }

    private static func digest(of name: FoldedName) -> [UInt8] { digest("name", name.bytes) }

    /// Where libcrypto has no memory, one that fits the text alone.
    private static func digest(_ kind: String, _ text: [UInt8]) -> [UInt8] {
        let message = Array(kind.utf8) + [0] + text
        return (try? Digest.sha256(message)).map { Array($0.prefix(digestSize)) } ?? message
    }
}
