/// Which photo an address of ours means: whose, and of which state of the entry.
struct PhotoName: Sendable, Hashable {
    let dn: String
    /// The directory's words for when the entry was changed; empty where it has none.
    let version: String

    /// - Returns: nil for a DN of no bytes, which is the root of the directory, and for a NUL, which separates the two.
    init?(dn: String, version: String) {
        guard !dn.isEmpty, !dn.utf8.contains(0), !version.utf8.contains(0) else { return nil }
        self.dn = dn
        self.version = version
    }

    /// Reads what `bytes` has made.
    init?(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
        guard parts.count == 2, let dn = String(validating: parts[0], as: UTF8.self),
            let version = String(validating: parts[1], as: UTF8.self)
        else { return nil }
        self.init(dn: dn, version: version)
    }

    /// What is sealed into the address.
    var bytes: [UInt8] { Array(dn.utf8) + [0] + Array(version.utf8) }
}
