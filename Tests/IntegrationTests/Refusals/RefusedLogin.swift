/// Why a login is refused, without a word about it to whoever tries.
enum RefusedLogin: String, CaseIterable {
    /// Nobody has the name.
    case unknown = "nobody"
    /// The password is wrong.
    case wrongPassword = "steady"
    /// The account is locked.
    case locked = "locked"
    /// Two people have the name.
    case several = "double"

    /// What is typed; all are equally long, so that the pages with them are.
    var name: String { rawValue }

    /// The log's word.
    var reason: String {
        switch self {
        case .unknown: "not-found"
        case .wrongPassword: "wrong-password"
        case .locked: "locked"
        case .several: "several-found"
        }
    }
}
