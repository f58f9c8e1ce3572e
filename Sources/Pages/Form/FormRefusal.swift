/// Why a form that came back is not taken, although it could be read.
public enum FormRefusal: Sendable, CaseIterable {
    /// The page had been open for longer than ``FormTokens/lifetime``, or is from the future: a clock was wrong.
    case expired
    /// The page was made for another browser: the form is somebody else's, or the browser got a new cookie meanwhile.
    case otherBrowser
    /// The page came with a cookie, and the form came back without it.
    case noCookie
    /// The form has no token: it is from a page of an earlier release, or from no page of ours.
    case missing
    /// No key here opens the token: it was changed or made up, or the key is not there any more.
    case unreadable

    /// One word for the log and the counters.
    public var label: String {
        switch self {
        case .expired: "expired"
        case .otherBrowser: "other-browser"
        case .noCookie: "no-cookie"
        case .missing: "missing"
        case .unreadable: "unreadable"
        }
    }

    /// The sentence for the visitor. What is wrong with the page helps nobody but who made it up; a browser without cookies
    /// would get the same page for ever.
    func text(_ texts: any Texts) -> String {
        self == .noCookie ? texts.cookieNotBrought : texts.formOutOfDate
    }
}
