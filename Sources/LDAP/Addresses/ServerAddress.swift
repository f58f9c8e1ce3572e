/// Where a directory server listens: `ldaps://host:port`, `ldap://host:port`, or `ldapi://path` on this machine.
public struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
    /// How the conversation begins.
    public enum Scheme: String, Sendable {
        /// In plain text, on port 389 unless given.
        case ldap
        /// With TLS from the first byte, on port 636 unless given.
        case ldaps
        /// Over a Unix socket, which nobody outside of this machine can read.
        case ldapi

        /// The registered port; 0 where there are no ports.
        var port: UInt16 {
            switch self {
            case .ldap: 389
            case .ldaps: 636
            case .ldapi: 0
            }
        }
    }

    /// How the conversation begins.
    public let scheme: Scheme
    /// The host's name in lower case, or its numeric address without brackets; empty for `ldapi`.
    public let host: String
    /// The TCP port, 1 to 65535; 0 for `ldapi`.
    public let port: UInt16
    /// The absolute path of the Unix socket, of at most 107 bytes; nil but for `ldapi`.
    public let socketPath: String?

    init(scheme: Scheme, host: String, port: UInt16) {
        self.scheme = scheme
        self.host = host
        self.port = port
        socketPath = nil
    }

    init(socketPath: String) {
        scheme = .ldapi
        host = ""
        port = 0
        self.socketPath = socketPath
    }

    /// Whether it is an address that never leaves the machine: a Unix socket, 127.0.0.0/8 or ::1, as a number, or
    /// `localhost`.
    public var isLoopback: Bool {
        scheme == .ldapi || host == "localhost"
            || SocketAddress.numeric(host: host, port: port)?.isLoopback == true
    }

    /// The URL, always with its port or path.
    public var description: String {
        if let socketPath { return "ldapi://" + Self.encoded(socketPath) }
        return "\(scheme.rawValue)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
