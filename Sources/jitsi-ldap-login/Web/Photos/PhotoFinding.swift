/// What came of looking for a photo.
enum PhotoFinding: Sendable {
    case found(Photo)
    /// The person has no photo that can be served, or is not there any more. The cause, where somebody can do something
    /// about it, and it is news.
    case absent(cause: String?)
    /// The directory did not answer. The cause, where it is news.
    case unavailable(cause: String?)
}
