import Foundation

/// Loopback TCP ports that nobody listens on, each handed out once in this process.
///
/// They come from below the kernel's ephemeral range, so that no outgoing connection takes one between this
/// check and the server's own bind.
public enum FreePort {
    private static let taken = Locked<Set<UInt16>>([])

    public static func next() -> UInt16 {
        while true {
            let port = UInt16.random(in: 15000..<32000)
            guard taken.withLock({ $0.insert(port).inserted }), isFree(port) else { continue }
            return port
        }
    }

    private static func isFree(_ port: UInt16) -> Bool {
        withLoopbackSocket(port: port) { bind($0, $1, $2) == 0 }
    }
}
