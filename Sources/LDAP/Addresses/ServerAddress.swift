/// Where a directory server listens: `ldaps://host:port` or `ldap://host:port`.
public struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
    /// How the conversation begins.
    public enum Scheme: String, Sendable {
        /// In plain text, on port 389 unless given.
        case ldap
        /// With TLS from the first byte, on port 636 unless given.
        case ldaps

        /// The registered port.
        var port: UInt16 { self == .ldap ? 389 : 636 }
    }

    /// How the conversation begins.
    public let scheme: Scheme
    /// The host's name in lower case, or its numeric address without brackets.
    public let host: String
    /// The TCP port, 1 to 65535.
    public let port: UInt16

    /// Whether it is an address that never leaves the machine: 127.0.0.0/8 or ::1, as a number, or `localhost`.
    public var isLoopback: Bool {
        host == "localhost" || SocketAddress.numeric(host: host, port: port)?.isLoopback == true
    }

    /// The URL, always with its port.
    public var description: String {
        "\(scheme.rawValue)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
