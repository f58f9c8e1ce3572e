extension StringProtocol {
    /// Without white space at its ends.
    var trimmingSpaces: String {
        let kept = drop(while: \.isWhitespace)
        return String(kept.prefix(kept.count - kept.reversed().prefix(while: \.isWhitespace).count))
    }
}
