public import Foundation

/// Whether somebody accepts TCP connections on the loopback port.
public func accepts(port: UInt16) -> Bool {
    withLoopbackSocket(port: port) { connect($0, $1, $2) == 0 }
}

/// Lends a new TCP socket and the loopback address of `port`; the socket is closed afterwards.
func withLoopbackSocket<Result>(
    port: UInt16, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Result
) -> Result {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    return withLoopbackAddress(port: port) { use(descriptor, $0, $1) }
}

/// Lends the loopback address of `port`, as connect(2) and bind(2) want it.
public func withLoopbackAddress<Result>(
    port: UInt16, _ use: (UnsafePointer<sockaddr>, socklen_t) -> Result
) -> Result {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            use($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}
