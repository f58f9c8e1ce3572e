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
    /// The end of a session, which Jitsi's page may have in a hidden frame and hears of by a script.
    case goodbye

    init(_ page: Page) {
        self =
            switch page {
            case .framed: .frameable
            case .app: .linksWithToken
            case .handover: .handover
            case .inPopUp: .failedHandover
            case .loggedOut: .goodbye
            default: .strict
            }
    }

    /// The one file that may run.
    var script: Asset? {
        switch self {
        case .handover, .failedHandover: .handoverScript
        case .goodbye: .logoutScript
        case .strict, .frameable, .linksWithToken: nil
        }
    }
    var isFrameable: Bool { self == .frameable }

    /// Whether it posts no form, so that its address need not be told even to our own site.
    var hasNoForm: Bool { self == .linksWithToken || self == .handover || self == .frameable }
}
