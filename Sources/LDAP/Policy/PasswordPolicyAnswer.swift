/// What a directory's password policy adds to its answer to a bind (draft-behera-ldap-password-policy-10, 6.2).
///
/// Everything absent: the policy has nothing to tell.
public struct PasswordPolicyAnswer: Sendable, Hashable {
    /// The seconds until the password expires, 0 to 2,147,483,647 (`timeBeforeExpiration`); the server sends them only
    /// within the time that its policy sets for warnings.
    public let secondsUntilExpiration: Int?
    /// How many more times the expired password will be accepted, 0 to 2,147,483,647 (`graceAuthNsRemaining`). It has
    /// expired already; 0: this was the last time.
    public let graceLogins: Int?
    /// What is wrong with the account or its password; also with a bind that succeeded.
    public let error: PasswordPolicyError?

    /// An answer; a number below zero or above 2,147,483,647 counts as absent.
    public init(
        secondsUntilExpiration: Int? = nil, graceLogins: Int? = nil, error: PasswordPolicyError? = nil
    ) {
        let range = 0...Int(Int32.max)
        self.secondsUntilExpiration = secondsUntilExpiration.flatMap { range.contains($0) ? $0 : nil }
        self.graceLogins = graceLogins.flatMap { range.contains($0) ? $0 : nil }
        self.error = error
    }
}
