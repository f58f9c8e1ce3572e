/// What a page may do, and what may be done with it.
enum PagePolicy: Int, CaseIterable {
    /// No script, no frame.
    case strict
    /// May stand in a frame of whatever site.
    case frameable
    /// Has links that hold a token.
    case linksWithToken
    /// Runs the script that hands the token over.
    case handover
    /// Runs the same script, to say that there is none.
    case failedHandover

    init(_ page: Page) {
        self =
            switch page {
            case .framed: .frameable
            case .app: .linksWithToken
            case .handover: .handover
            case .inPopUp: .failedHandover
            default: .strict
            }
    }

    var runsScript: Bool { self == .handover || self == .failedHandover }
    var isFrameable: Bool { self == .frameable }

    /// Whether it posts no form, so that its address need not be told even to our own site.
    var hasNoForm: Bool { self == .linksWithToken || self == .handover || self == .frameable }
}
