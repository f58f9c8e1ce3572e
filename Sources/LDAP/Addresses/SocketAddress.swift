internal import Glibc

/// An IPv4 or IPv6 address with a port, or the path of a Unix socket, as `connect` wants it.
struct SocketAddress: Sendable, Hashable {
    /// AF_INET, AF_INET6 or AF_UNIX.
    let family: Int32
    /// The bytes of the `sockaddr_in`, `sockaddr_in6` or `sockaddr_un`.
    private let bytes: [UInt8]

    /// The address of a Unix socket.
    ///
    /// - Parameter path: at most 107 bytes, without a NUL.
    init(path: String) {
        family = AF_UNIX
        // A sockaddr_un is the family, two bytes in the machine's order, and the path with its NUL.
        bytes =
            unsafe withUnsafeBytes(of: sa_family_t(AF_UNIX)) { unsafe Array($0) } + Array(path.utf8) + [0]
    }

    /// The address for a host given as a number; nil for a name.
    static func numeric(host: String, port: UInt16) -> SocketAddress? {
        guard !host.isEmpty, case .success(let found) = resolve(host: host, port: port, flags: AI_NUMERICHOST)
        else {
            return nil
        }
        return found.first
    }

    /// Asks the system's resolver, which may take long: never on a visitor's path.
    static func resolve(host: String, port: UInt16) -> Result<[SocketAddress], LookUpFailure> {
        resolve(host: host, port: port, flags: 0)
    }

    /// The resolver's words.
    struct LookUpFailure: Error {
        let words: String
    }

    private static func resolve(
        host: String, port: UInt16, flags: Int32
    ) -> Result<[SocketAddress], LookUpFailure> {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = flags | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(host, String(port), &hints, &list)
        guard code == 0 else {
            return .failure(LookUpFailure(words: unsafe String(cString: gai_strerror(code))))
        }
        defer { unsafe freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var next = unsafe list
        while let info = unsafe next {
            if let address = unsafe SocketAddress(info.pointee), !found.contains(address) {
                found.append(address)
            }
            unsafe next = info.pointee.ai_next
        }
        return found.isEmpty ? .failure(LookUpFailure(words: "the name has no address")) : .success(found)
    }

    private init?(_ info: addrinfo) {
        guard let address = unsafe info.ai_addr, unsafe [AF_INET, AF_INET6].contains(info.ai_family) else {
            return nil
        }
        family = unsafe info.ai_family
        bytes = unsafe Array(UnsafeRawBufferPointer(start: address, count: Int(info.ai_addrlen)))
    }

    /// 127.0.0.0/8, ::1 or a Unix socket.
    var isLoopback: Bool {
        if family == AF_UNIX { return true }
        // The address begins at byte 4 of a sockaddr_in and at byte 8 of a sockaddr_in6.
        if family == AF_INET { return bytes.count > 4 && bytes[4] == 127 }
        return bytes.count >= 24 && bytes[8..<23].allSatisfy { $0 == 0 } && bytes[23] == 1
    }

    /// The address as a number, without the port; of a Unix socket the path.
    var text: String {
        if family == AF_UNIX { return String(decoding: bytes.dropFirst(2).prefix { $0 != 0 }, as: UTF8.self) }
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let code = unsafe withSockaddr { address, length in
            unsafe getnameinfo(address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
        }
        guard code == 0 else { return "an unknown address" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Lends the address as C wants it.
    func withSockaddr<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
        var storage = sockaddr_storage()
        return unsafe withUnsafeMutableBytes(of: &storage) { raw in
            unsafe raw.copyBytes(from: bytes.prefix(raw.count))
            return unsafe raw.withMemoryRebound(to: sockaddr.self) { buffer in
                // The storage is never empty, so there is a first element.
                unsafe body(UnsafePointer(buffer.baseAddress.unsafelyUnwrapped), socklen_t(bytes.count))
            }
        }
    }
}
