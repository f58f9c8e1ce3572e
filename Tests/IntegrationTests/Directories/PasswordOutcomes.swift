import Testing

/// What a right and a wrong password of one account lead to.
struct PasswordOutcomes: Sendable, CustomTestStringConvertible {
    let name: String
    /// What `try-login` says where the password is right.
    let right: String
    /// What it says where the password is wrong.
    var wrong = "the password is refused"
    var testDescription: String { name }

    /// Tries a right and a wrong password.
    ///
    /// That an account may not sign in, and why, is for those who know its password.
    ///
    /// - Parameter login: tries a password of the account; nil: the right one.
    func expect(_ login: (_ password: String?) throws -> Trial) throws {
        for (password, words) in [(nil, right), ("wrong", wrong)] {
            let trial = try login(password)
            #expect(trial.says(words), "\(trial.output)")
            #expect(trial.says("may not sign in") == words.contains("may not sign in"), "\(trial.output)")
            let mayEnter = words.contains("may enter") || words.contains("expires")
            #expect(trial.status == (mayEnter ? 0 : 77), "\(trial.output)")
        }
    }
}
