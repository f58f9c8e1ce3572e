extension FilterTemplate {
    /// The filter that matches whatever the template could match: each placeholder stands for any value there is. An
    /// administrator who counts what it finds sees whether base and filter fit the directory.
    ///
    /// After "=" a placeholder becomes the wildcard "*" of RFC 4515. Other comparisons know no wildcard: such an item
    /// becomes the presence of its attribute. An item that is negated becomes one that never matches, so that its negation
    /// always does.
    public var presence: Filter {
        var output = ""
        // Whether each of the open parentheses is inside an odd number of negations.
        var negations = [false]
        var rest = textWithMarks.unicodeScalars[...]
        while let character = rest.popFirst() {
            switch (character, rest.first) {
            case ("(", "&"), ("(", "|"): negations.append(negations.last == true)
            case ("(", "!"): negations.append(negations.last == false)
            case ("(", _):
                let item = rest.prefix { $0 != ")" }
                rest = rest.dropFirst(item.count + 1)
                output += Self.presence(of: item, isNegated: negations.last == true)
                continue
            case (")", _): negations.removeLast()
            default: break
            }
            output.unicodeScalars.append(character)
        }
        return Filter(checked: output)
    }

    /// Stands for a placeholder; in the text of a template a NUL is always written `\00`.
    private static let mark: Unicode.Scalar = "\0"

    private var textWithMarks: String {
        pieces.reduce(into: "") { text, piece in
            switch piece {
            case .text(let literal): text += literal
            case .value: text.unicodeScalars.append(Self.mark)
            }
        }
    }

    /// An item without its parentheses, with marks in its value.
    private static func presence(of item: Substring.UnicodeScalarView, isNegated: Bool) -> String {
        guard item.contains(mark), let sign = item.firstIndex(of: "=") else { return "(\(Substring(item)))" }
        if isNegated { return Filter.nothing.text }
        let left = String(item[..<sign])
        guard case .equality? = FilterItem(left) else {
            let attribute = left.prefix { !":~<>".contains($0) }
            return attribute.isEmpty ? Filter.anything.text : "(\(attribute)=*)"
        }
        var value = "".unicodeScalars
        for character in item[item.index(after: sign)...] {
            let written = character == mark ? "*" : character
            // Two in a row would be no filter.
            if written != "*" || value.last != "*" { value.append(written) }
        }
        return "(\(left)=\(String(value)))"
    }
}
