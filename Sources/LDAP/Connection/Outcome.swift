/// The end of an operation, as the server states it.
struct Outcome {
    let code: ResultCode
    let diagnostic: String
    let referrals: [String]
    /// With a bind as a person: what the password policy says beside it.
    var policy: PasswordPolicyAnswer?
}
