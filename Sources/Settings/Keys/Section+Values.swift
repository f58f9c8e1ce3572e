/// Turns the text of a value into what it means, or says what is wrong with it.
typealias Parse<Value> = (String) throws(Invalid) -> Value

extension Section {
    /// The value of `key`, or nil where it is not there or wrong.
    func value<Value>(_ key: String, _ parse: Parse<Value>) -> Located<Value>? {
        guard let tree = tree(key) else { return nil }
        guard case .scalar(let scalar) = tree else {
            report("is \(tree.kind): it wants one value", at: tree.position, key: key)
            return nil
        }
        return parsed(scalar, key, parse)
    }

    /// The value of `key`, or its default; a wrong value is reported and the default stands in for it.
    func value<Value>(_ key: String, default standard: Value, _ parse: Parse<Value>) -> Located<Value> {
        value(key, parse) ?? Located(standard, at: position, key: path(of: key))
    }

    /// The value of `key`; where it is missing that is a problem, and `remedy` says what to write.
    func required<Value>(_ key: String, _ remedy: String, _ parse: Parse<Value>) -> Located<Value>? {
        reportMissing(key, remedy)
        return value(key, parse)
    }

    /// The values of a list, without those that are wrong; nil where `key` is not there.
    func list<Value>(_ key: String, _ parse: Parse<Value>) -> [Located<Value>]? {
        guard let tree = tree(key) else { return nil }
        guard case .list(let list) = tree else {
            if case .scalar(let scalar) = tree {
                report("is one value: write a list, [\(quoted(scalar.text))]", at: tree.position, key: key)
            } else {
                report("is \(tree.kind): it wants a list, [one, another]", at: tree.position, key: key)
            }
            return nil
        }
        if reportPiecesOfNames(list, key) { return [] }
        return list.items.compactMap { item in
            switch item {
            case .scalar(let scalar): return parsed(scalar, key, parse)
            case .refused: return nil
            case .list, .mapping:
                report("holds \(item.kind): an item is one value", at: item.position, key: key)
                return nil
            }
        }
    }

    /// One value, or those of a list without those that are wrong; nil where `key` is not there.
    func values<Value>(_ key: String, _ parse: Parse<Value>) -> [Located<Value>]? {
        if case .scalar(let scalar)? = tree(key) { return parsed(scalar, key, parse).map { [$0] } ?? [] }
        return list(key, parse)
    }

    /// Reports a list that is longer than `limit`.
    func reportCount(_ key: String, of things: String, atMost limit: Int, remedy: String) {
        guard case .list(let list)? = tree(key), list.items.count > limit else { return }
        report("has more than \(limit) \(things): \(remedy)", at: list.position, key: key)
    }

    private func parsed<Value>(_ scalar: Tree.Scalar, _ key: String, _ parse: Parse<Value>) -> Located<Value>?
    {
        do {
            return Located(try parse(scalar.text), at: scalar.position, key: path(of: key))
        } catch {
            report(error.message, at: scalar.position, key: key)
            return nil
        }
    }

    /// An unquoted DN in brackets falls apart at its commas, and each piece looks like a DN. One would be a group that nobody is
    /// in, or everybody.
    private func reportPiecesOfNames(_ list: Tree.List, _ key: String) -> Bool {
        let pieces = list.items.compactMap { item -> Tree.Scalar? in
            guard case .scalar(let scalar) = item, scalar.isPlain, NameShape.isOnePart(scalar.text) else {
                return nil
            }
            return scalar
        }
        guard list.isFlow, pieces.count > 1, let first = pieces.first else { return false }
        report(
            "\(quoted(first.text)) is a piece of a DN that fell apart at its commas: "
                + "inside [ ] put every DN in double quotes", at: first.position, key: key)
        return true
    }
}
