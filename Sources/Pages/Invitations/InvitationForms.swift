/// What the page of an invitation posts.
public enum JoinForm: Sendable, Equatable {
    /// The wish to join, with the name that was asked for, cleaned as a guest's; empty where it was not, or nothing of it
    /// could be seen.
    case join(name: String, language: String?)
    /// The language switch.
    case formAgain(language: String)

    /// Reads a posted body.
    ///
    /// - Throws: ``FormError``; the answer is 400.
    public static func parse(_ body: Span<UInt8>, contentType: String?) throws(FormError) -> JoinForm {
        guard let contentType, LoginForm.isFormEncoded(contentType) else { throw .contentType }
        let fields = try FormFields(body)
        let language = try fields.text(of: .lang, in: body, limit: 35)
        guard fields.encodedValue(of: .join) != nil else {
            guard let language else { throw .missing(.join) }
            return .formAgain(language: language)
        }
        let name = try fields.guestName(in: body, limit: LoginForm.maximumGuestName) ?? ""
        return .join(name: GuestName.cleaned(name), language: language)
    }
}

/// What the form for a new invitation posts.
public struct InviteForm: Sendable, Equatable {
    /// What proves the login, as it was posted.
    public let permit: String
    /// Empty where the invitation is for nobody in particular. At most 400 bytes: more than an invitation may have, so that
    /// the page can say so.
    public let name: String
    /// The begin as the field has it, `2026-11-23T08:05`; nil where the form was asked for anew.
    public let from: String?
    /// The end, likewise.
    public let until: String?
    /// Whether the person may moderate.
    public let moderates: Bool
    /// Whether they need not wait in the lobby.
    public let passesLobby: Bool
    /// The language of the page that held the form.
    public let language: String?

    /// Reads a posted body; nil where it is another form, the login's.
    ///
    /// - Throws: ``FormError``; the answer is 400.
    public static func parse(_ body: Span<UInt8>, contentType: String?) throws(FormError) -> InviteForm? {
        guard let contentType, LoginForm.isFormEncoded(contentType) else { throw .contentType }
        let fields = try FormFields(body)
        guard let permit = try fields.text(of: .permit, in: body, limit: 1024) else { return nil }
        return InviteForm(
            permit: permit,
            name: GuestName.cleaned(try fields.guestName(in: body, limit: 400) ?? "", limit: .max),
            from: try fields.text(of: .from, in: body, limit: 32),
            until: try fields.text(of: .until, in: body, limit: 32),
            moderates: fields.encodedValue(of: .moderator) != nil,
            passesLobby: fields.encodedValue(of: .lobby) != nil,
            language: try fields.text(of: .lang, in: body, limit: 35))
    }
}

extension FormFields {
    /// A name, not yet cleaned, or nil where the field is absent.
    ///
    /// - Throws: ``FormError`` for wrong percent-encoding, text that is not UTF-8, and excess.
    fileprivate func guestName(in body: Span<UInt8>, limit: Int) throws(FormError) -> String? {
        guard let name = try decodedText(of: .name, in: body) else { return nil }
        guard name.utf8.count <= limit else { throw .tooLong(.name) }
        return name
    }
}
