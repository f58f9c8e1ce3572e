/// What a search filter with placeholders looks like from afar. Whether it is one, the LDAP library says later (RFC 4515).
enum FilterShape {
    /// A filter in balanced parentheses with at least one of `placeholders` and no other.
    static func parser(_ placeholders: [String]) -> Parse<String> {
        { (text: String) throws(Invalid) in
            guard text.utf8.count <= 4096 else {
                throw Invalid("the filter is too long: write at most 4096 bytes")
            }
            guard text.hasPrefix("(") else {
                let whole = "(\(text))"
                guard (try? checkBalance(whole)) != nil else {
                    throw Invalid("\(quoted(text)) does not begin with (: balance its parentheses")
                }
                throw Invalid("\(quoted(text)) is not in parentheses: write \(quoted(whole))")
            }
            try checkBalance(text)
            try checkPlaceholders(text, placeholders)
            return text
        }
    }

    private static func checkBalance(_ text: String) throws(Invalid) {
        var depth = 0
        for (index, byte) in text.utf8.enumerated() {
            // RFC 4515, section 3: within a value parentheses are written \28 and \29, so that these all count.
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if depth < 0 { throw Invalid("the filter has a ) too many: balance its parentheses") }
            if depth == 0, index < text.utf8.count - 1 {
                guard text.utf8.dropFirst(index + 1).first == UInt8(ascii: "(") else {
                    throw Invalid("the filter ends at its character \(index + 1): balance its parentheses")
                }
                throw Invalid("two filters stand side by side: join them, (&(…)(…)) or (|(…)(…))")
            }
        }
        guard depth == 0 else {
            throw Invalid("the filter lacks \(depth) closing ): balance its parentheses")
        }
    }

    private static func checkPlaceholders(_ text: String, _ known: [String]) throws(Invalid) {
        let count = try Placeholders.check(text, known, brace: ", or \\7b for the character itself")
        guard count > 0 else {
            throw Invalid("the filter finds the same for everybody: put \(choice(known)) into it")
        }
    }
}
