/// What a request may be at most. A Unix socket holds about 180 KB, and a request is looked at whole in there.
enum Caps {
    /// The bytes of FastCGI parameters of one request.
    static let parameters = 65_536
    /// The bytes of body of one request.
    static let body = 65_536
    /// How much of a connection is looked at: a request within the caps, and room for its record headers.
    static let look = parameters + body + 32_768
}
