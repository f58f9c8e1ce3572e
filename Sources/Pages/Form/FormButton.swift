/// What the one button of a page does, where its form was not taken.
public enum FormButton: Sendable, CaseIterable {
    /// On with the session.
    case resume
    /// The end of it.
    case signOut
}
