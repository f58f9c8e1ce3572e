/// Why an account cannot be used although its password is right: something for the operator to correct.
struct UnusableAccount: Error, Equatable {
    /// What is wrong with which entry, and the remedy.
    let problem: String
}
