/// An answer: status, header fields, body, and the moment before which it must not be sent.
public struct Response: Sendable {
    /// The HTTP status, 200...599. Another one is answered as 500.
    public var status: Int

    /// Header fields in order. A field with a name that is no token, or with a control character in its value, is
    /// never sent: the whole answer becomes a bare 500 then, and the server reports it. So it is for Status and
    /// Content-Length, which the server writes itself.
    public var headers: [(String, String)]

    /// The body; not sent to HEAD requests, nor with the statuses 204 and 304.
    ///
    /// A Unix socket takes about 128 KiB at once. The thread that writes more waits for a peer that does not read, for
    /// `Limits.sendWait`, and then closes the connection: larger ones are for `Pace.patient`, which leaves the other
    /// threads alone, behind a web server that buffers the whole answer.
    public var body: [UInt8]

    /// The moment before which the answer must not go out; a minute from now at most. It waits without a thread.
    public var notBefore: ContinuousClock.Instant?

    /// An answer with these parts.
    public init(
        status: Int, headers: [(String, String)] = [], body: [UInt8] = [],
        notBefore: ContinuousClock.Instant? = nil
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.notBefore = notBefore
    }
}
