internal import CLDAP

/// The controls by which a directory and we speak about a person's password.
enum PasswordPolicyControls {
    /// Netscape's, which 389 sends without being asked: the password has expired, or must be changed.
    private static let netscapeExpired = "2.16.840.1.113730.3.4.4"
    /// Netscape's: the password expires in so many seconds, as decimal text.
    private static let netscapeExpiring = "2.16.840.1.113730.3.4.5"

    /// Lends `body` a list with the one request control. It is not critical: a server that does not know it disregards it
    /// (RFC 4511, 4.1.11).
    ///
    /// - Returns: nil where the library had no memory for it.
    static func withRequest<Result>(
        on handle: Handle, _ body: (UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>) -> Result
    ) -> Result? {
        var control: UnsafeMutablePointer<LDAPControl>?
        guard unsafe ldap_create_passwordpolicy_control(handle.pointer, &control) == LDAP_SUCCESS else {
            return nil
        }
        defer { unsafe ldap_control_free(control) }
        var list = unsafe [control, nil]
        return unsafe list.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe body($0) }
        }
    }

    /// What the controls beside an answer say. What is malformed is disregarded: the verdict stands in the answer itself.
    ///
    /// The draft's control is the more exact one; Netscape's fill in only what it left out.
    static func answer(in message: Message, of handle: Handle, code: ResultCode) -> PasswordPolicyAnswer? {
        var controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
        let parsed = unsafe ldap_parse_result(
            handle.pointer, message.pointer, nil, nil, nil, nil, &controls, 0)
        defer { unsafe ldap_controls_free(controls) }
        guard parsed == LDAP_SUCCESS, let controls = unsafe controls else { return nil }
        let drafts = unsafe find(LDAP_CONTROL_PASSWORDPOLICYRESPONSE, in: controls).flatMap {
            unsafe draftAnswer($0, of: handle)
        }
        let isExpired = unsafe find(netscapeExpired, in: controls) != nil
        let seconds = unsafe find(netscapeExpiring, in: controls).flatMap {
            unsafe decimal($0.pointee.ldctl_value)
        }
        guard drafts != nil || isExpired || seconds != nil else { return nil }
        return PasswordPolicyAnswer(
            secondsUntilExpiration: drafts?.secondsUntilExpiration ?? seconds,
            graceLogins: drafts?.graceLogins,
            error: drafts.map(\.error)
                ?? (isExpired ? meaningOfExpired(with: code) : nil))
    }

    /// draft-vchu-ldap-pwd-policy-00, 3.1: with a bind that succeeded, the password must be changed before anything else.
    private static func meaningOfExpired(with code: ResultCode) -> PasswordPolicyError? {
        switch code {
        case .success: .changeAfterReset
        case .invalidCredentials: .passwordExpired
        default: nil
        }
    }

    private static func find(
        _ oid: String, in controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>
    ) -> UnsafeMutablePointer<LDAPControl>? {
        unsafe ldap_control_find(oid, controls, nil)
    }

    private static func draftAnswer(
        _ control: UnsafeMutablePointer<LDAPControl>, of handle: Handle
    ) -> PasswordPolicyAnswer? {
        var (seconds, logins): (ber_int_t, ber_int_t) = (-1, -1)
        var error = PP_noError
        let code = unsafe ldap_parse_passwordpolicy_control(
            handle.pointer, control, &seconds, &logins, &error)
        guard code == LDAP_SUCCESS else { return nil }
        return PasswordPolicyAnswer(
            secondsUntilExpiration: Int(seconds), graceLogins: Int(logins),
            error: Int32(exactly: error.rawValue).flatMap(PasswordPolicyError.init))
    }

    /// Digits only: what `Int` reads beyond them, a sign, no server sends.
    private static func decimal(_ value: berval) -> Int? {
        guard let start = unsafe value.bv_val, (1...10).contains(unsafe value.bv_len) else { return nil }
        let bytes = unsafe Array(UnsafeRawBufferPointer(start: start, count: Int(value.bv_len)))
        guard bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(String(decoding: bytes, as: UTF8.self))
    }
}
