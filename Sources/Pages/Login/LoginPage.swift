/// The login form's content.
public struct LoginPage: Sendable {
    /// The room that the visitor is about to join.
    public let room: RoomLabel
    /// What was typed before, kept; the password never is.
    public let userName: String
    /// What a guest typed before, kept likewise.
    public let guestName: String
    /// Whether the page also offers to join as a guest.
    public let offersGuests: Bool
    /// What was wrong with the attempt before, if there was one.
    public let notice: Notice?
    /// What the login is for.
    public let purpose: Purpose
    /// Where somebody has to wait: for how long, in seconds.
    public let retryAfter: Int

    /// A fresh form, or with a notice the form again.
    public init(
        room: RoomLabel, userName: String = "", guestName: String = "", offersGuests: Bool = false,
        notice: Notice? = nil, purpose: Purpose = .join, retryAfter: Int = 1
    ) {
        self.room = room
        self.userName = userName
        self.guestName = guestName
        self.offersGuests = offersGuests
        self.notice = notice
        self.purpose = purpose
        self.retryAfter = max(retryAfter, 1)
    }

    /// What a login is for.
    public enum Purpose: Sendable {
        /// To join the meeting.
        case join
        /// To invite somebody else to it.
        case invite
    }

    /// Why the form is there again.
    public enum Notice: Sendable, CaseIterable {
        /// The uniform answer to every login that fails.
        case refused
        /// The name or the password was empty.
        case incomplete
        /// The token of a ``PasswordNoticePage`` came back too late, or is none of ours.
        case tokenNotAccepted
        /// The browser came straight back from the meeting's address.
        case cameBack
        /// A guest gave no name, or none that can be seen.
        case guestNameMissing
        /// More guests from one place than are let in at once.
        case tooManyGuests
        /// More refused logins by one name than are let pass; whether or not it is somebody's.
        case tooManyTries
        /// The same from one address.
        case tooManyRefusals
        /// The session is over, as its account is not found any more, or has another password.
        case sessionOver
        /// The session lets nobody in yet, after a kick.
        case afterKick
        /// The form was not taken, as its page is not good any more.
        case formOutOfDate
        /// The form was not taken, as the browser did not bring the cookie back that came with it.
        case cookieNotBrought

        /// Why the form was not taken.
        public init(_ refusal: FormRefusal) {
            self = refusal == .noCookie ? .cookieNotBrought : .formOutOfDate
        }

        /// Whether the visitor has to wait (RFC 6585, 4).
        var isTooMany: Bool {
            switch self {
            case .tooManyGuests, .tooManyTries, .tooManyRefusals: true
            default: false
            }
        }

        /// Whether it answers a login whose name may well be right, so that only the password has to be typed again.
        var keepsName: Bool { self == .refused || self == .tooManyTries || self == .tooManyRefusals }

        /// - Parameter wait: how long, in words.
        func text(_ texts: any Texts, wait: String) -> String {
            switch self {
            case .refused: texts.refusal
            case .incomplete: texts.incomplete
            case .tokenNotAccepted: texts.tokenCameBackInVain
            case .cameBack: texts.cameBack
            case .guestNameMissing: texts.guestNameMissing
            case .tooManyGuests: texts.tooManyGuests
            case .tooManyTries: texts.tooManyTries(wait)
            case .tooManyRefusals: texts.tooManyRefusals(wait)
            case .sessionOver: texts.sessionOver
            case .afterKick: texts.afterKick
            case .formOutOfDate: texts.formOutOfDate
            case .cookieNotBrought: texts.cookieNotBrought
            }
        }
    }
}
