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
    /// Has an address that lets people in.
    case invitation
    /// The end of a session, which Jitsi's page may have in a hidden frame and hears of by a script.
    case goodbye

    init(_ page: Page) {
        self =
            switch page {
            case .framed: .frameable
            case .app: .linksWithToken
            case .handover: .handover
            case .inPopUp: .failedHandover
            case .invitation, .tooManyVisits: .invitation
            case .loggedOut: .goodbye
            default: .strict
            }
    }

    /// The one file that may run.
    var script: Asset? {
        switch self {
        case .handover, .failedHandover: .handoverScript
        case .goodbye: .logoutScript
        case .strict, .frameable, .linksWithToken, .invitation: nil
        }
    }
    var isFrameable: Bool { self == .frameable }

    /// What requests of the page tell of its address. With no-referrer Chromium would send "Origin: null" with a form; the
    /// link of an invitation has no place in the log of what the page loads, so that its host alone is told.
    var referrerPolicy: String {
        if hasNoForm { return "no-referrer" }
        return self == .invitation ? "strict-origin" : "same-origin"
    }

    /// Whether it posts no form, so that its address need not be told even to our own site.
    var hasNoForm: Bool { self == .linksWithToken || self == .handover || self == .frameable }
}
