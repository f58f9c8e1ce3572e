internal import Glibc

/// A TCP connection.
final class PlainChannel: Channel {
    let descriptor: Int32
    private let deadline: ContinuousClock.Instant

    private init(descriptor: Int32, deadline: ContinuousClock.Instant) {
        self.descriptor = descriptor
        self.deadline = deadline
    }

    deinit { close(descriptor) }

    /// Connects to the first of the host's addresses that answers.
    static func open(
        host: String, port: UInt16, deadline: ContinuousClock.Instant
    ) throws(XMPPError) -> PlainChannel {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(host, String(port), &hints, &list)
        guard code == 0 else { throw .unreachable(unsafe String(cString: gai_strerror(code))) }
        defer { unsafe freeaddrinfo(list) }
        var words = "no address"
        var next = unsafe list
        while let address = unsafe next?.pointee {
            unsafe next = address.ai_next
            let descriptor = unsafe socket(
                address.ai_family, address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else { continue }
            let channel = PlainChannel(descriptor: descriptor, deadline: deadline)
            try channel.limitWaits()
            // SO_SNDTIMEO bounds it (socket(7)).
            if unsafe connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return channel }
            if errno == EINPROGRESS || errno == EAGAIN { throw .timeout }
            words = Self.systemWords
        }
        throw .unreachable(words)
    }

    /// Lets the next call wait no longer than what is left.
    func limitWaits() throws(XMPPError) {
        let left = ContinuousClock.now.duration(to: deadline).components
        guard left.seconds > 0 || left.seconds == 0 && left.attoseconds > 1_000_000_000_000_000 else {
            throw .timeout
        }
        var time = timeval()
        time.tv_sec = Int(left.seconds)
        time.tv_usec = Int(left.attoseconds / 1_000_000_000_000)
        let size = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    }

    func send(_ bytes: [UInt8]) throws(XMPPError) {
        var sent = 0
        while sent < bytes.count {
            try limitWaits()
            let count = unsafe bytes[sent...].withUnsafeBytes { rest in
                unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 { sent += count } else if errno != EINTR { throw Self.failure }
        }
    }

    func receive() throws(XMPPError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 8192)
        while true {
            try limitWaits()
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            if count >= 0 { return Array(buffer[..<count]) }
            if errno != EINTR { throw Self.failure }
        }
    }

    private static var failure: XMPPError {
        errno == EAGAIN || errno == EWOULDBLOCK ? .timeout : .unreachable(systemWords)
    }

    private static var systemWords: String {
        // glibc's strerror is safe in threads: the text of a known number is constant (strerror(3)).
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }
}
