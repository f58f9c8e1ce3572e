import Foundation

/// Loopback addresses besides 127.0.0.1: each server whose ports are fixed gets one of its own.
enum LoopbackAddress {
    /// A random address in 127.64.0.0/10 on which nobody listens at these ports.
    ///
    /// - Throws: `PortsTaken` where somebody listens on every address.
    static func withFree(ports: [UInt16]) throws -> String {
        for _ in 0..<20 {
            let address =
                "127.\(Int.random(in: 64...127)).\(Int.random(in: 0...255)).\(Int.random(in: 1...254))"
            if !ports.contains(where: { accepts(address, port: $0) }) { return address }
        }
        throw PortsTaken(ports: ports)
    }

    /// Whether somebody accepts TCP connections there.
    static func accepts(_ address: String, port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = port.bigEndian
        target.sin_addr.s_addr = inet_addr(address)
        return withUnsafePointer(to: &target) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}

/// A server of this machine listens on every address, where a test's own wants to.
struct PortsTaken: Error, CustomStringConvertible {
    let ports: [UInt16]

    var description: String {
        "somebody listens on every loopback address at one of the ports \(ports): stop that server first"
    }
}
