internal import Yams

/// Reads the file's YAML into a ``Tree``. The only file that knows Yams.
struct TreeParser {
    private let scalars: [Unicode.Scalar]
    private let findings: Findings

    /// YAML lets aliases make a text of exponential size out of a short one, and Yams compares keys before anyone can
    /// look. Aliases are refused in any case; beyond this number of what looks like one the file is not even read.
    private static let aliasLimit = 32
    /// Yams stops at the first mapping with keys that are there twice; they are masked and the file read again. So many
    /// mappings, and so many keys of one, are worth it.
    private static let duplicateLimit = 20

    private init(_ scalars: [Unicode.Scalar], _ findings: Findings) {
        self.scalars = scalars
        self.findings = findings
    }

    /// The top of the file, or nil with at least one problem reported.
    static func parse(_ scalars: [Unicode.Scalar], findings: Findings) -> Tree.Mapping? {
        TreeParser(scalars, findings).parse()
    }

    private func parse() -> Tree.Mapping? {
        guard aliasLikes() <= Self.aliasLimit else {
            findings.report(
                "the file is full of YAML aliases (*name): write the values out", at: .start, key: nil)
            return nil
        }
        var mask = DuplicateKeyMask(scalars)
        for _ in 0...Self.duplicateLimit {
            do {
                return try read(mask)
            } catch let error as YamlError {
                if case .duplicatedKeysInMapping(let names, let context) = error {
                    let hidden = names.prefix(Self.duplicateLimit).map { mask.hide(mask.restored($0)) }
                    if hidden.contains(true) { continue }
                    findings.report(
                        "the key \(quoted(names.first ?? "")) is written twice: remove one",
                        at: Position(line: context.mark.line, column: context.mark.column), key: nil)
                    return nil
                }
                findings.report(syntaxProblem(error), at: position(of: error), key: nil)
                return nil
            } catch {
                findings.report("is not YAML: \(error)", at: .wholeFile, key: nil)
                return nil
            }
        }
        findings.report("has too many keys that are written twice: remove them", at: .start, key: nil)
        return nil
    }

    private func read(_ mask: DuplicateKeyMask) throws -> Tree.Mapping? {
        // The parser owns the anchors, which its nodes refer to weakly: it outlives the conversion.
        let parser = try Parser(yaml: mask.text, resolver: .basic, encoding: .utf8)
        defer { withExtendedLifetime(parser) {} }
        guard let root = try parser.singleRoot() else {
            findings.report(
                "the file is empty: start from the commented config.yaml that is shipped", at: .start,
                key: nil)
            return nil
        }
        let converter = TreeConverter(scalars: scalars, mask: mask, findings: findings)
        guard let tree = converter.convert(root, key: "", depth: 0) else { return nil }
        guard case .mapping(let mapping) = tree else {
            findings.report(
                "the file is \(tree.kind): it wants keys such as meet: and token:", at: tree.position,
                key: nil)
            return nil
        }
        return mapping
    }

    private func aliasLikes() -> Int {
        zip(scalars, scalars.dropFirst()).count { $0 == "*" && $1.isWord }
    }

    private func position(of error: YamlError) -> Position {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            // Where the end of something is missing, its beginning is the place to look at.
            let place = problem.hasSuffix("end of stream") || problem.hasPrefix("could not find expected ':'")
            let best = place ? context?.mark ?? mark : mark
            return Position(line: best.line, column: best.column)
        default:
            return .wholeFile
        }
    }

    private func syntaxProblem(_ error: YamlError) -> String {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let row = rowText(mark.line)
            let opened = context.map { Position(line: $0.mark.line, column: $0.mark.column) }
            return SyntaxHint.message(problem: problem, row: row, opened: opened)
        case .reader(let problem, _, _, _):
            return "is not YAML: \(problem)"
        default:
            return "is not YAML that can be read"
        }
    }

    /// The text of one line, empty beyond the file's end.
    private func rowText(_ line: Int) -> String {
        let rows = scalars.split(separator: "\n", maxSplits: line, omittingEmptySubsequences: false)
        guard line >= 1, rows.count >= line else { return "" }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: rows[line - 1])
        return String(text)
    }
}
