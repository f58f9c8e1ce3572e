/// What answers the requests. The server calls it on any of its threads, on several at once.
public protocol Application: Sendable {
    /// Whether the answer takes long. Asked once a request, before anything else.
    func pace(of request: borrowing Request) -> Pace

    /// The answer.
    func respond(to request: borrowing Request) -> Response

    /// The answer (503) where too many slow requests wait, one has waited too long, or too many answers are held.
    /// It is quick, and its `notBefore` does not count. The request's body may be gone already.
    func respondOverloaded(to request: borrowing Request) -> Response

    /// The answer (413) to a request with more than 64 KiB of body or of parameters. It is quick, and its `notBefore`
    /// does not count. The request has an empty body, and only those parameters that came whole in the first 64 KiB.
    func respondTooLarge(to request: borrowing Request) -> Response
}
