internal import Glibc

/// A path that fits into a Unix socket's address, with the name that the socket has until it is ready.
struct SocketPath {
    let path: String
    let folder: String
    let temporary: String

    /// unix(7): `sun_path` has 108 bytes, the last of them a NUL.
    static let limit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    init(_ path: String) throws(ListenError) {
        guard !path.isEmpty, !path.hasSuffix("/"), !path.utf8.contains(0) else { throw .invalidPath(path) }
        let name = path.lastIndex(of: "/").map { path.index(after: $0) }
        let prefix = name.map { String(path[..<$0]) } ?? ""
        self.path = path
        folder = prefix.isEmpty ? "." : prefix
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        temporary = prefix + "." + String((0..<6).compactMap { _ in alphabet.randomElement() })
        guard max(path.utf8.count, temporary.utf8.count) <= Self.limit else {
            throw .pathTooLong(path, limit: Self.limit)
        }
    }

    /// Lends the address of the path itself.
    func withAddress(_ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        unsafe Self.withAddress(of: path, use)
    }

    /// Lends the address of the temporary name.
    func withTemporaryAddress(_ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        unsafe Self.withAddress(of: temporary, use)
    }

    private static func withAddress(
        of path: String, _ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: path.utf8.prefix(limit))
        }
        return unsafe withUnsafePointer(to: &address) { start in
            unsafe start.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe use($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
