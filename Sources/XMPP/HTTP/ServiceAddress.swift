/// The address of BOSH: `http://127.0.0.1:5280/http-bind`, or `https://meet.example.org/http-bind`.
public struct ServiceAddress: Sendable, Hashable, CustomStringConvertible {
    /// Whether TLS is spoken.
    public let isSecure: Bool
    /// A name, or an IPv4 address.
    public let host: String
    /// 1 to 65535.
    public let port: UInt16
    /// Begins with a slash.
    public let path: String

    /// Reads an address without query and fragment. Plain http is taken for this machine only: the token travels there.
    ///
    /// - Returns: nil where it is none.
    public init?(_ text: String) {
        guard let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) }) else {
            return nil
        }
        isSecure = scheme == "https://"
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" }
        path = rest.count == authority.count ? "/" : String(rest.dropFirst(authority.count))
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let host = parts.first, Self.isHost(host) else { return nil }
        self.host = host.lowercased()
        if parts.count == 2 {
            guard let port = UInt16(parts[1]), port > 0, parts[1].allSatisfy(\.isNumber) else { return nil }
            self.port = port
        } else {
            port = isSecure ? 443 : 80
        }
        guard
            path.utf8.allSatisfy({
                (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
            })
        else { return nil }
        guard isSecure || self.host == "localhost" || self.host == "127.0.0.1" else { return nil }
    }

    private init(host: String, port: UInt16, path: String) {
        (isSecure, self.host, self.port, self.path) = (false, host, port, path)
    }

    /// Where Prosody answers on its own host, as Jitsi's nginx asks it.
    public static let localProsody = ServiceAddress(host: "127.0.0.1", port: 5280, path: "/http-bind")

    private static func isHost(_ text: Substring) -> Bool {
        (1...253).contains(text.utf8.count)
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }
    }

    /// As it is written, with the port where it is not the scheme's.
    public var description: String { (isSecure ? "https://" : "http://") + authority + path }

    /// As the header Host has it.
    var authority: String { port == (isSecure ? 443 : 80) ? host : "\(host):\(port)" }
}
