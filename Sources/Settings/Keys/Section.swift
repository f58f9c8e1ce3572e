/// One section of the file: a mapping whose keys are known.
///
/// Its readers report what is wrong and answer with nil or a default, so that one reading finds every problem.
struct Section {
    /// The path with dots; empty for the top level.
    let path: String
    /// The place of the section's key; of the section above where it is not written.
    let position: Position
    /// Whether the file has this section.
    let isWritten: Bool
    let findings: Findings

    private let entries: [String: Tree.Entry]
    /// Keys that somebody wrote under another name: no one complains that they are missing.
    private let meant: Set<String>
    /// What stands here is no section: its keys are not missed.
    private let isRefused: Bool

    /// The top level.
    init(root: Tree.Mapping, findings: Findings) {
        self.init(path: "", position: .start, tree: .mapping(root), findings: findings)
    }

    /// `tree` is what stands there; nil where nothing does.
    init(path: String, position: Position, tree: Tree?, isRefused: Bool = false, findings: Findings) {
        self.path = path
        self.position = position
        self.findings = findings
        isWritten = tree != nil
        guard case .mapping(let mapping)? = tree else {
            if let tree, !tree.isRefused {
                let known = KnownKeys.bySection[path] ?? []
                let example = known.first.map { " such as \($0):" } ?? ""
                findings.report(
                    "is \(tree.kind): it wants keys\(example) below it", at: tree.position, key: path)
            }
            entries = [:]
            meant = []
            self.isRefused = isRefused || tree != nil
            return
        }
        self.isRefused = false
        var entries: [String: Tree.Entry] = [:]
        var meant: Set<String> = []
        for entry in mapping.entries {
            if let known = KnownKeys.bySection[path], !known.contains(entry.key) {
                let explanation = UnknownKey.explain(entry.key, in: path)
                let full = path.isEmpty ? entry.key : "\(path).\(entry.key)"
                findings.report(explanation.message, at: entry.keyPosition, key: full)
                if let key = explanation.meant { meant.insert(key) }
            } else {
                entries[entry.key] = entry
            }
        }
        self.entries = entries
        self.meant = meant
    }

    /// The full path of `key`.
    func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// The section `key` of this one; an empty one where the file has none.
    func section(_ key: String) -> Section {
        assert(KnownKeys.bySection[path]?.contains(key) == true, "\(path(of: key)) is not in KnownKeys")
        let entry = entries[key]
        return Section(
            path: path(of: key), position: entry?.keyPosition ?? position, tree: entry?.value,
            isRefused: isRefused || meant.contains(key), findings: findings)
    }

    /// Whether the file has `key`, right or wrong.
    func has(_ key: String) -> Bool { entries[key] != nil || meant.contains(key) }

    /// What stands behind `key`; nil where it is not there or has been reported already.
    func tree(_ key: String) -> Tree? {
        assert(KnownKeys.bySection[path]?.contains(key) == true, "\(path(of: key)) is not in KnownKeys")
        guard let value = entries[key]?.value, !value.isRefused else { return nil }
        return value
    }

    /// The place of `key` itself.
    func keyPosition(_ key: String) -> Position { entries[key]?.keyPosition ?? position }

    func report(_ message: String, at position: Position, key: String) {
        findings.report(message, at: position, key: path(of: key))
    }

    /// Reports that `key` is missing, at the place of this section.
    func reportMissing(_ key: String, _ remedy: String) {
        guard !isRefused, !has(key) else { return }
        report("is missing: \(remedy)", at: position, key: key)
    }
}

extension Tree {
    fileprivate var isRefused: Bool {
        if case .refused = self { true } else { false }
    }
}
