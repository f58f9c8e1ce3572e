/// What to say to somebody whose password is right but whose account may not sign in.
public struct AccountProblemPage: Sendable {
    /// What is wrong.
    public let problem: AccountProblem
    /// What was typed: the form that the page leads back to has it.
    public let userName: String

    /// All that the page says and offers.
    public init(_ problem: AccountProblem, userName: String) {
        self.problem = problem
        self.userName = userName
    }
}
