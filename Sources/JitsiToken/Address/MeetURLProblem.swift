/// Why a text is not the address of a Jitsi Meet server.
public enum MeetURLProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// It does not begin with `https://`.
    case notHTTPS
    /// The host is missing or not a host's name.
    case host
    /// The port is not a number from 1 to 65535.
    case port
    /// A user name or password before the host.
    case userInformation
    /// A path, a query or a fragment.
    case path

    /// What is wrong and what to write.
    public var description: String {
        switch self {
        case .notHTTPS: "the address must begin with https://, as in https://meet.example.org"
        case .host: "the address needs a host name, as in https://meet.example.org; write umlauts as xn--…"
        case .port: "the port must be a number from 1 to 65535"
        case .userInformation: "the address must not hold a user name or password"
        case .path: "the address must end after the host; rooms and tenants come from the visitor"
        }
    }
}
