import Foundation

/// Loopback TCP ports that nobody listens on, each handed out once, in this process and all others that run tests.
///
/// They come from below the kernel's ephemeral range, so that no outgoing connection takes one between this
/// check and the server's own bind.
public enum FreePort {
    private static let taken = Locked<Set<UInt16>>([])

    public static func next() -> UInt16 {
        while true {
            let port = UInt16.random(in: 15000..<32000)
            guard taken.withLock({ $0.insert(port).inserted }), isFree(port), isClaimed(port) else {
                continue
            }
            return port
        }
    }

    private static func isFree(_ port: UInt16) -> Bool {
        withLoopbackSocket(port: port) { bind($0, $1, $2) == 0 }
    }

    /// Claims the port for as long as the process lives: a name in the abstract namespace of unix(7), which only one may
    /// bind, and of which nothing stays behind.
    private static func isClaimed(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { path in
            // The zero byte at its beginning makes it an abstract one.
            UnsafeMutableRawBufferPointer(rebasing: path.dropFirst()).copyBytes(
                from: "jitsi-ldap-login port \(port)".utf8)
        }
        let isBound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        if !isBound { close(descriptor) }
        return isBound
    }
}
