/// One request, lent for the time of a call: nothing of it is copied until asked for, and it is gone with the answer.
@safe
public struct Request: ~Copyable {
    private let context: RequestContext
    private let body: UnsafeRawBufferPointer
    /// The moment when it had come in whole. A slow request may have waited since then.
    public let arrival: ContinuousClock.Instant

    init(context: RequestContext, body: UnsafeRawBufferPointer, arrival: ContinuousClock.Instant = .now) {
        self.arrival = arrival
        self.context = context
        unsafe self.body = body
    }

    /// - Parameter entries: C strings "NAME=value", NULL at the end: libfcgi's `envp`.
    init(
        entries: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, body: UnsafeRawBufferPointer,
        arrival: ContinuousClock.Instant = .now
    ) {
        unsafe self.init(context: RequestContext(entries), body: body, arrival: arrival)
    }

    /// The value of the CGI parameter `name` (RFC 3875, section 4.1; nginx's `fastcgi_param`), nil where it was not
    /// sent. Where one came twice, the first counts. Bytes that are not UTF-8 become U+FFFD: compare bytes where
    /// that matters.
    public func string(_ name: StaticString) -> String? {
        unsafe context.value(of: name).map { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// Lends the bytes of the parameter `name`; nil, without a call, where it was not sent.
    ///
    /// - Throws: what `use` throws.
    public func withBytes<Result, Failure: Error>(
        of name: StaticString, _ use: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let value = unsafe context.value(of: name) else { return nil }
        return try unsafe use(Span(_unsafeElements: value))
    }

    /// Whether the parameter `name` was sent, and is exactly `expected`.
    public func has(_ name: StaticString, equalTo expected: StaticString) -> Bool {
        guard let value = unsafe context.value(of: name) else { return false }
        let wanted = unsafe UnsafeBufferPointer(start: expected.utf8Start, count: expected.utf8CodeUnitCount)
        return unsafe value.elementsEqual(wanted)
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

    /// Keeps something for the next call that gets this request: the pace is asked for before the answer, and what was
    /// found out for the one need not be for the other. It is gone once it was taken, and with the answer.
    public func keep(_ finding: any AnyObject & Sendable) { context.kept = finding }

    /// Takes what was kept; nil where nothing was.
    public func takeKept() -> (any AnyObject & Sendable)? {
        defer { context.kept = nil }
        return context.kept
    }
}
