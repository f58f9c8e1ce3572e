internal import JitsiToken

extension MeetingAddress {
    /// By which rooms are told apart.
    var key: String { (tenant?.claim ?? "") + "/" + room.safe }

    /// The path of the login that asks for a password although there is a session.
    var otherLoginPath: String { Router.prefix + Router.other + target }
}
