public import Secrets

/// What a visitor posts to a login address.
public enum LoginForm: Sendable {
    /// A user name and a password.
    case login(Fields)
    /// The language switch, and every other wish to see the page again: a language without a login. The tag is as it
    /// was posted; `Language.chosen(posted:…)` judges it. The user name, often empty, is what the form shall hold.
    case formAgain(language: String, userName: String)
    /// The way on from a `PasswordNoticePage`: the token that it held, as it was posted. The signer judges it.
    case enter(token: SecretBytes, language: String?)
    /// The wish to go on with the session that the cookie holds.
    case resume(language: String?)
    /// The wish to end it.
    case signOut(language: String?)

    /// Somebody without an account, by the name that they gave, cleaned; empty where nothing visible is left.
    case guest(name: String, language: String?)

    /// A filled-in login form.
    public struct Fields: Sendable {
        /// Without the white space around it; at most ``LoginForm/maximumUserName`` bytes of UTF-8, without control
        /// characters. May be empty.
        public let userName: String
        /// The bytes as they were typed, white space, NUL and all. May be empty.
        public let password: SecretBytes
        /// The language of the page that held the form.
        public let language: String?
        /// Whether the person wants to stay signed in on the device.
        public let staysSignedIn: Bool

        /// Whether both were typed. An incomplete form is for `LoginPage.Notice.incomplete`; an empty password must
        /// never reach a directory (RFC 4513, 5.1.2).
        public var isComplete: Bool { !userName.isEmpty && !password.isEmpty }
    }

    /// The most bytes of a user name. It holds a whole DN or mail address (RFC 5321, 4.5.3.1: 254).
    public static let maximumUserName = 256
    /// The most bytes of a password.
    public static let maximumPassword = 4096
    /// The most bytes of a token: one whose claims are all as long as they may be, and escaped, has about half.
    public static let maximumToken = 16_384

    /// The most bytes of a guest's name, before it is cleaned: 100 characters of any script.
    public static let maximumGuestName = 1200

    /// Reads a posted body.
    ///
    /// The password goes from `body` into its `SecretBytes` without a copy between; `body` is the caller's to wipe.
    ///
    /// - Parameters:
    ///   - body: the whole body. Its size is the caller's to bound.
    ///   - contentType: the request's Content-Type field, or nil where it is absent.
    /// - Throws: ``FormError``; the answer to all of them is 400 with `Page.badRequest`.
    public static func parse(_ body: Span<UInt8>, contentType: String?) throws(FormError) -> LoginForm {
        guard let contentType, isFormEncoded(contentType) else { throw .contentType }
        return try parse(
            body, Result { () throws(FormError) in try FormFields(body) }, contentType: contentType)
    }

    /// The same of a body whose fields have been found.
    ///
    /// - Throws: ``FormError``, likewise.
    public static func parse(
        _ body: Span<UInt8>, _ fields: Result<FormFields, FormError>, contentType: String?
    ) throws(FormError) -> LoginForm {
        guard let contentType, isFormEncoded(contentType) else { throw .contentType }
        let fields = try fields.get()
        let language = try fields.text(of: .lang, in: body, limit: 35)
        guard let userName = try fields.text(of: .username, in: body, limit: maximumUserName) else {
            if let token = fields.encodedValue(of: .token) {
                let token = try secret(body, in: token, of: .token, limit: maximumToken)
                return .enter(token: token, language: language)
            }
            if let guest = try fields.decodedText(of: .guest, in: body) {
                guard guest.utf8.count <= maximumGuestName else { throw .tooLong(.guest) }
                return .guest(name: GuestName.cleaned(guest), language: language)
            }
            switch try fields.text(of: .session, in: body, limit: 16) {
            case "go": return .resume(language: language)
            case "end": return .signOut(language: language)
            default: break
            }
            if let language {
                let again = try fields.text(of: .again, in: body, limit: maximumUserName)
                return .formAgain(language: language, userName: again ?? "")
            }
            throw .missing(.username)
        }
        guard let password = fields.encodedValue(of: .password) else { throw .missing(.password) }
        return .login(
            Fields(
                userName: userName,
                password: try secret(body, in: password, of: .password, limit: maximumPassword),
                language: language, staysSignedIn: fields.encodedValue(of: .stay) != nil))
    }

    /// Whether ``parse(_:contentType:)`` could make a ``login(_:)`` of the body: nothing else needs a directory.
    public static func mayBeLogin(_ body: Span<UInt8>) -> Bool {
        (try? FormFields(body))?.mayBeLogin ?? false
    }

    /// Whether ``parse(_:contentType:)`` could make a ``resume(language:)`` of the body.
    public static func mayBeResume(_ body: Span<UInt8>) -> Bool {
        (try? FormFields(body))?.mayBeResume ?? false
    }

    private static func secret(
        _ body: Span<UInt8>, in range: Range<Int>, of field: FormError.Field, limit: Int
    ) throws(FormError) -> SecretBytes {
        var length = 0
        try PercentDecoding.decode(body, in: range) { _ in length += 1 }
        guard length <= limit else { throw .tooLong(field) }
        return unsafe try SecretBytes(capacity: length) { memory throws(FormError) in
            var written = 0
            try PercentDecoding.decode(body, in: range) { byte in
                unsafe memory[written] = byte
                written += 1
            }
            return written
        }
    }

    /// Parameters such as `charset` may follow; browsers send none.
    static func isFormEncoded(_ contentType: String) -> Bool {
        let wanted = "application/x-www-form-urlencoded"
        return contentType == wanted
            || contentType.prefix { $0 != ";" }.lowercased().trimmed == wanted
    }
}
