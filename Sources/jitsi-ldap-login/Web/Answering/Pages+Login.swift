internal import JitsiToken
internal import Login
internal import Pages

/// What the pages show, from the words of the domain.
extension RoomLabel {
    init(_ meeting: MeetingAddress) {
        self.init(room: meeting.room.readable, tenant: meeting.tenant?.readable)
    }
}

extension Pages.AccountProblem {
    init(_ problem: Login.AccountProblem) {
        switch problem {
        case .expired: self = .expired
        case .disabled: self = .disabled
        case .notNow: self = .notNow
        case .passwordExpired: self = .passwordExpired
        case .mustChangePassword: self = .mustChangePassword
        }
    }
}

extension PasswordNoticePage.Notice {
    init(_ notice: PasswordNotice) {
        switch notice {
        case .expiresIn(let seconds): self = .expires(days: PasswordNotice.wholeDays(in: seconds))
        case .graceLogins(let count): self = .graceLogins(count)
        }
    }
}
