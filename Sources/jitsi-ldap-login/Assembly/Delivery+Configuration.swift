internal import JitsiToken
internal import Settings

extension Delivery {
    init(_ delivery: Configuration.Meet.Delivery) {
        switch delivery {
        case .query: self = .query
        case .fragment: self = .fragment
        }
    }
}
