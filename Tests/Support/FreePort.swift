import Foundation
import Synchronization

/// Loopback TCP ports that nobody listens on, each handed out once in this process.
///
/// They come from below the kernel's ephemeral range, so that no outgoing connection takes one between this
/// check and the server's own bind.
public enum FreePort {
    private static let taken = Mutex<Set<UInt16>>([])

    public static func next() -> UInt16 {
        while true {
            let port = UInt16.random(in: 15000..<32000)
            guard taken.withLock({ $0.insert(port).inserted }), isFree(port) else { continue }
            return port
        }
    }

    private static func isFree(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
