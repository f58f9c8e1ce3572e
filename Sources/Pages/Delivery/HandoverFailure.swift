/// Why a login in a pop-up came to nothing, in the words of RFC 6749, 4.1.2.1.
enum HandoverFailure: String {
    case accessDenied = "access_denied"
    case temporarilyUnavailable = "temporarily_unavailable"
    case serverError = "server_error"

    init(_ page: Page) {
        switch page {
        case .directoryDown, .overloaded: self = .temporarilyUnavailable
        case .unforeseen: self = .serverError
        default: self = .accessDenied
        }
    }
}
