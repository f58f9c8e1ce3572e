/// Why a conversation with the XMPP server did not come to an answer. Holds neither token nor secret.
public enum XMPPError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The name could not be looked up, or nobody answers there; the system's words.
    case unreachable(String)
    /// TLS failed; the library's words.
    case untrusted(String)
    /// Nothing came within the time.
    case timeout
    /// The answer is not one of HTTP, or too large.
    case notHTTP
    /// HTTP answers with this status.
    case status(Int)
    /// The answer is not the XML of XMPP over HTTP.
    case notXMPP
    /// The server ended the session, with this condition (XEP-0124, 17.2).
    case terminated(String)

    /// What it is, and what to do.
    public var description: String {
        switch self {
        case .unreachable(let words): "cannot be reached: \(words)"
        case .untrusted(let words): "no TLS: \(words)"
        case .timeout: "gave no answer in time"
        case .notHTTP: "does not answer as a web server does"
        case .status(404): "answers 404: there is no BOSH here, or not for this host (is mod_bosh enabled?)"
        case .status(let number): "answers with the status \(number)"
        case .notXMPP: "does not answer as BOSH does: is this the address of http-bind?"
        case .terminated(let condition):
            condition == "host-unknown"
                ? "says host-unknown: there is no such VirtualHost, or it does not take clients over http"
                : "ended the session: \(condition.isEmpty ? "no reason given" : condition)"
        }
    }
}
