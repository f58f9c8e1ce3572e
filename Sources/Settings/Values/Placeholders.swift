/// `{username}` and its like in a value.
enum Placeholders {
    /// Every one that some key fills in.
    static let all = ["{username}", "{dn}", "{id}", "{uid}", "{email-sha256}", "{email-md5}"]

    /// Refuses those that are not in `known`, and a { that is not closed. Returns how many there are.
    @discardableResult
    static func check(_ text: String, _ known: [String], brace: String = "") throws(Invalid) -> Int {
        var count = 0
        for piece in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
            guard let end = piece.firstIndex(of: "}") else {
                throw Invalid("a { is not closed: write \(choice(known))\(brace)")
            }
            let name = "{\(piece[..<end])}"
            guard known.contains(name) else {
                throw Invalid("\(quoted(name)) is not filled in here: write \(choice(known))")
            }
            count += 1
        }
        return count
    }
}
