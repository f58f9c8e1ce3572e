internal import Glibc

/// One request, lent for the time of a call: nothing of it is copied until asked for, and it is gone with the answer.
@safe
public struct Request: ~Copyable {
    /// C strings "NAME=value", NULL at the end: libfcgi's `envp`.
    private let entries: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let body: UnsafeRawBufferPointer
    /// The moment when it had come in whole. A slow request may have waited since then.
    public let arrival: ContinuousClock.Instant

    init(
        entries: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, body: UnsafeRawBufferPointer,
        arrival: ContinuousClock.Instant = .now
    ) {
        self.arrival = arrival
        unsafe self.entries = entries
        unsafe self.body = body
    }

    /// The value of the CGI parameter `name` (RFC 3875, section 4.1; nginx's `fastcgi_param`), nil where it was not
    /// sent. Where one came twice, the first counts. Bytes that are not UTF-8 become U+FFFD: compare bytes where
    /// that matters.
    public func string(_ name: StaticString) -> String? {
        unsafe value(of: name).map { unsafe String(cString: $0) }
    }

    /// Lends the bytes of the parameter `name`; nil, without a call, where it was not sent.
    ///
    /// - Throws: what `use` throws.
    public func withBytes<Result, Failure: Error>(
        of name: StaticString, _ use: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let value = unsafe value(of: name) else { return nil }
        let bytes = unsafe UnsafeRawBufferPointer(start: value, count: strlen(value))
        return try unsafe use(Span(_unsafeBytes: bytes))
    }

    /// Whether the parameter `name` was sent, and is exactly `expected`.
    public func has(_ name: StaticString, equalTo expected: StaticString) -> Bool {
        guard let value = unsafe value(of: name) else { return false }
        return unsafe expected.utf8CodeUnitCount == strlen(value)
            && memcmp(value, expected.utf8Start, expected.utf8CodeUnitCount) == 0
    }

    /// The length of the body in bytes, 0...65,536: what really came, whatever CONTENT_LENGTH says.
    public var bodyCount: Int { unsafe body.count }

    /// Lends the body. It is wiped after the answer: copy what has to stay, and copy secrets into `SecretBytes`.
    ///
    /// - Throws: what `use` throws.
    public func withBody<Result, Failure: Error>(
        _ use: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe use(Span(_unsafeBytes: body))
    }

    /// What stands behind "name=" in the first entry that begins so; valid as long as the request.
    private func value(of name: StaticString) -> UnsafeMutablePointer<CChar>? {
        precondition(name.hasPointerRepresentation, "a parameter's name has more than one character")
        let count = name.utf8CodeUnitCount
        let wanted = unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
        var cursor = unsafe entries
        while let entry = unsafe cursor.pointee {
            // strncmp and not memcmp: an entry may be shorter than the name.
            if unsafe strncmp(entry, wanted, count) == 0, unsafe entry[count] == CChar(bitPattern: 0x3d) {
                return unsafe entry + count + 1
            }
            unsafe cursor += 1
        }
        return nil
    }
}
