/// How much a server takes on before it says no, and how long it waits. The defaults are meant to stay.
public struct Limits: Sendable {
    /// Connections open at once; beyond it the one that has been idle longest is closed. At least 1.
    ///
    /// The process needs as many descriptors (RLIMIT_NOFILE), and some for the directory.
    public var connections = 2_048

    /// How long a connection may be idle. Longer than nginx's `keepalive_timeout` of 60 s, so that it is nginx that
    /// closes, and never while it sends a request.
    public var idle: Duration = .seconds(75)

    /// How long a request may take to become whole, from the first part that was seen.
    public var requestWait: Duration = .seconds(5)

    /// How long a write waits for a peer that does not read, and how long a peer may take to read an answer of more
    /// than a Unix socket holds.
    public var sendWait: Duration = .seconds(5)

    /// Slow requests that wait for others to end; beyond it `respondOverloaded`.
    public var slowQueue = 256

    /// Patient requests that wait for others to end; beyond it `respondOverloaded`.
    ///
    /// Together with `slowQueue`, `held` and the workers it stays below `connections`: what waits must not keep new
    /// connections out.
    public var patientQueue = 512

    /// How long a slow or patient request waits for others to end; then `respondOverloaded`.
    public var slowWait: Duration = .seconds(5)

    /// Answers that are held back at once (`Response.notBefore`), about 20 KB each; beyond it `respondOverloaded`.
    public var held = 1_000

    /// Requests beyond 64 KiB that are read to their end at once, 64 KiB each; beyond it the connection is closed.
    public var drains = 64

    /// How much of such a request is read, in bytes; beyond it the answer is sent and the connection closed.
    public var drainBytes = 64 << 20

    /// How long such a request is read; then the connection is closed.
    public var drainWait: Duration = .seconds(10)

    /// The defaults.
    public init() {}
}
