internal import FastCGI
internal import Pages

/// The forms of invitations, at their own addresses.
extension WebApplication {
    /// nil where the route has none, or what came is the login before it.
    ///
    /// - Parameter refusal: why what came is not taken, if it is not.
    /// - Throws: `FormError` where it cannot be read.
    func respond(
        toInvitationForm request: borrowing Request, _ refusal: FormRefusal?, _ visit: Visit, _ route: Route,
        _ assembly: Assembly
    ) throws(FormError) -> Response? {
        switch route {
        case .invited(let sealed):
            let form = try request.withBody { body throws(FormError) in
                try JoinForm.parse(body, contentType: visit.contentType)
            }
            return respond(toJoin: form, refusal, by: sealed, visit, assembly)
        case .login(let destination):
            guard case .invite = destination.way else { return nil }
            let form = try request.withBody { body throws(FormError) in
                try InviteForm.parse(body, contentType: visit.contentType)
            }
            return form.map { respond(toInvite: $0, refusal, destination, visit, assembly) }
        default: return nil
        }
    }
}
