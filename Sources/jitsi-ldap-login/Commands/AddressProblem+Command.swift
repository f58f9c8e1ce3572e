internal import JitsiToken

extension AddressProblem {
    /// One sentence for who has given a command `--room` and `--tenant`.
    ///
    /// Rooms in a tenant are written `tenant/room` in the settings and in addresses, and so they are tried here.
    static func forCommand(_ problem: any Error) -> String {
        switch problem as? AddressProblem {
        case .noRoom?: "no room is named: give its name with --room"
        case .room(.slash)?: "\(problem), and a tenant's is given by itself: --tenant school --room lesson-1"
        default: "\(problem)"
        }
    }
}
