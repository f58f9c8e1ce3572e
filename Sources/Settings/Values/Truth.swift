/// `true` or `false`, and none of YAML 1.1's other words.
enum Truth {
    static func parse(_ text: String) throws(Invalid) -> Bool {
        switch text {
        case "true": return true
        case "false": return false
        default: throw Invalid("\(quoted(text)) is neither true nor false: write true or false")
        }
    }
}
