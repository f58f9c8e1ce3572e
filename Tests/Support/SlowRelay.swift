import Foundation

/// Passes connections on to a server on a loopback port, each answer late by a time: a slow server.
public final class SlowRelay: Sendable {
    private let server: SocketServer

    /// - Parameter delay: for every part of an answer, in milliseconds.
    public init(to port: UInt16, delay: UInt32) throws {
        server = try SocketServer { peer in
            let target = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            guard withLoopbackAddress(port: port, { connect(target, $0, $1) }) == 0 else {
                _ = close(target)
                return
            }
            let other = SocketPeer(descriptor: target)
            let hasEnded = DispatchSemaphore(value: 0)
            TestThread.detach {
                while true {
                    let bytes = other.read()
                    usleep(delay * 1000)
                    guard !bytes.isEmpty, peer.write(bytes) else { break }
                }
                shutdown(peer.descriptor, Int32(SHUT_RDWR))
                hasEnded.signal()
            }
            while true {
                let bytes = peer.read()
                guard !bytes.isEmpty, other.write(bytes) else { break }
            }
            shutdown(target, Int32(SHUT_RDWR))
            // Closed when nobody uses it any more: the number would soon be somebody else's.
            hasEnded.wait()
            close(target)
        }
    }

    public var tlsAddress: String { server.tlsAddress }
}
