internal import Yams

/// Turns Yams' nodes into a ``Tree`` and reports what YAML allows and this file does not: anchors, aliases, tags, empty
/// values, keys that are no text, keys that are written twice.
struct TreeConverter {
    let scalars: [Unicode.Scalar]
    let mask: DuplicateKeyMask
    let findings: Findings
    private let lineStarts: [Int]

    /// The deepest key of the file has four parts.
    private static let depthLimit = 8

    init(scalars: [Unicode.Scalar], mask: DuplicateKeyMask, findings: Findings) {
        self.scalars = scalars
        self.mask = mask
        self.findings = findings
        lineStarts = [0] + scalars.indices.filter { scalars[$0] == "\n" }.map { $0 + 1 }
    }

    /// The tree of `node`, the value of `key`; nil with a problem reported.
    func convert(_ node: Node, key: String, depth: Int) -> Tree? {
        let position = position(node)
        guard depth <= Self.depthLimit else {
            return refuse("is nested too deeply: no key goes so deep", position, key)
        }
        guard node.anchor == nil else {
            return refuse(
                "anchors (&name) and aliases (*name) are not supported: write the value out", position, key)
        }
        guard isUntagged(node) else {
            return refuse("tags (!name) are not supported: write the value alone", position, key)
        }
        switch node {
        case .scalar(let scalar): return convert(scalar, position, key)
        case .sequence(let sequence): return convert(sequence, position, key, depth)
        case .mapping(let mapping): return convert(mapping, position, key, depth)
        case .alias:
            return refuse("aliases (*name) are not supported: write the value out", position, key)
        }
    }

    private func convert(_ scalar: Node.Scalar, _ position: Position, _ key: String) -> Tree? {
        let text = mask.restored(scalar.string)
        guard !text.unicodeScalars.contains(where: \.isControl) else {
            return refuse(
                "has a line break or a control character in it: write the value on one line", position, key)
        }
        guard text.trimmed == text else {
            return refuse("begins or ends with a space: remove it", position, key)
        }
        guard !text.isEmpty else {
            return refuse("is empty: write a value, or remove the key", position, key)
        }
        guard !text.contains("CHANGE-ME") else {
            return refuse("still says CHANGE-ME: write the value of your site", position, key)
        }
        return .scalar(Tree.Scalar(text: text, isPlain: scalar.style == .plain, position: position))
    }

    private func convert(
        _ sequence: Node.Sequence, _ position: Position, _ key: String, _ depth: Int
    ) -> Tree? {
        var items: [Tree] = []
        for node in sequence {
            let place = self.position(node)
            if isEmpty(node) {
                findings.report("has an empty item: write a value, or remove it", at: place, key: key)
                items.append(.refused(place))
            } else {
                items.append(convert(node, key: key, depth: depth + 1) ?? .refused(place))
            }
        }
        return .list(Tree.List(items: items, isFlow: character(at: position) == "[", position: position))
    }

    private func convert(_ mapping: Node.Mapping, _ position: Position, _ key: String, _ depth: Int) -> Tree?
    {
        let isFlow = character(at: position) == "{"
        if isFlow, mapping.count == 1, let only = mapping.first, isEmpty(only.value),
            let name = only.key.scalar?.string, Placeholders.all.contains("{\(name)}")
        {
            return refuse(
                "a value that begins with { must be in double quotes: \"{\(name)}…\"", position, key)
        }
        var entries: [Tree.Entry] = []
        var seen: [String: Position] = [:]
        var fellApart = false
        for (keyNode, value) in mapping {
            guard let name = name(of: keyNode, in: key) else { continue }
            let keyPosition = self.position(keyNode)
            let path = key.isEmpty ? name : "\(key).\(name)"
            if let first = seen[name] {
                findings.report(
                    "is written twice, first in line \(first.line): remove one of the two", at: keyPosition,
                    key: path)
                continue
            }
            seen[name] = keyPosition
            if isEmpty(value) {
                guard isFlow, name.contains("=") else {
                    findings.report(
                        "has no value: write one, or remove the key", at: keyPosition, key: path)
                    entries.append(
                        Tree.Entry(key: name, keyPosition: keyPosition, value: .refused(keyPosition)))
                    continue
                }
                if !fellApart {
                    findings.report(
                        "\(quoted(name)) is a piece of a DN that fell apart at its commas: "
                            + "inside { } put the whole DN in double quotes", at: keyPosition, key: key)
                }
                fellApart = true
            } else {
                let tree = convert(value, key: path, depth: depth + 1) ?? .refused(keyPosition)
                entries.append(Tree.Entry(key: name, keyPosition: keyPosition, value: tree))
            }
        }
        return .mapping(Tree.Mapping(entries: entries, position: position))
    }

    private func name(of node: Node, in key: String) -> String? {
        guard case .scalar(let scalar) = node, node.anchor == nil, isUntagged(node),
            (1...100).contains(scalar.string.utf8.count),
            !scalar.string.unicodeScalars.contains(where: \.isControl)
        else {
            findings.report(
                "a key here is not a plain word: write keys as word: value", at: position(node),
                key: key.isEmpty ? nil : key)
            return nil
        }
        return mask.restored(scalar.string)
    }

    /// Nothing behind the colon, or one of YAML's words for nothing.
    private func isEmpty(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain, node.anchor == nil, isUntagged(node)
        else {
            return false
        }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    private func isUntagged(_ node: Node) -> Bool {
        // Yams gives a quoted scalar and a key that it has compared their tags itself.
        let own: Set<Tag.Name> = [.implicit, .str, .seq, .map]
        return own.contains(Tag.Name(rawValue: node.tag.description))
    }

    private func position(_ node: Node) -> Position {
        node.mark.map { Position(line: $0.line, column: $0.column) } ?? .start
    }

    private func character(at position: Position) -> Unicode.Scalar? {
        guard position.line >= 1, position.line <= lineStarts.count else { return nil }
        let offset = lineStarts[position.line - 1] + position.column - 1
        return scalars.indices.contains(offset) ? scalars[offset] : nil
    }

    private func refuse(_ message: String, _ position: Position, _ key: String) -> Tree? {
        findings.report(message, at: position, key: key.isEmpty ? nil : key)
        return nil
    }
}

extension String {
    /// Without the spaces at both ends.
    fileprivate var trimmed: Substring {
        var rest = self[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}
