/// An answer, ready to be sent.
public struct RenderedPage: Sendable {
    /// The HTTP status code.
    public let status: Int
    /// The header fields, content type included, content length not.
    public let headers: [(String, String)]
    /// The body, in UTF-8 where it is a page.
    public let body: [UInt8]
}
