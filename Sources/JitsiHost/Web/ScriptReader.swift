/// Reads Jitsi's config.js: `var config = { … }` and later `config.a.b = …`. Nothing is run: what is not a plain value is
/// marked as not understood, and what stands inside a function or a block is left out.
struct ScriptReader {
    /// How deep objects may be inside each other; Jitsi's own file has three levels.
    private static let deepest = 50

    private let path: String
    private let tokens: [ScriptToken]
    private var at = 0
    private var settings: [Setting] = []

    /// The settings by their names below `config`, such as `hosts.domain`.
    static func read(_ file: HostFile) -> [Setting] {
        var reader = ScriptReader(path: file.path, tokens: ScriptLexer.tokens(file.bytes))
        while reader.at < reader.tokens.count { reader.statement() }
        return reader.settings
    }

    private init(path: String, tokens: [ScriptToken]) {
        self.path = path
        self.tokens = tokens
    }

    private func token(_ distance: Int = 0) -> ScriptToken? {
        at + distance < tokens.count ? tokens[at + distance] : nil
    }

    private mutating func statement() {
        guard let token = token() else { return }
        if token.isMark("{") { return skipBraces() }
        guard token.kind == .name("config") else {
            at += 1
            return
        }
        at += 1
        var names: [String] = []
        while self.token()?.isMark(".") == true, case .name(let name) = self.token(1)?.kind {
            names.append(name)
            at += 2
        }
        // `==` compares.
        guard self.token()?.isMark("=") == true, self.token(1)?.isMark("=") == false else { return }
        at += 1
        value(names, line: token.line)
    }

    /// The value of `names`, which ends with the statement or with its place in an object.
    private mutating func value(_ names: [String], line: Int) {
        // Deeper ones are passed over without being followed, so that the stack holds.
        if token()?.isMark("{") == true, names.count < Self.deepest { return object(names) }
        let name = names.joined(separator: ".")
        let read: SettingValue =
            switch token()?.kind {
            case .string(let text): .text(text)
            case .name(let word) where word != "function": SettingValue(word: word)
            default: .notUnderstood
            }
        let isWhole = token(1).map { isEnd($0, after: token()?.line ?? line) } ?? true
        settings.append(
            Setting(name: name, value: isWhole ? read : .notUnderstood, place: Place(path: path, line: line)))
        skipValue()
    }

    private func isEnd(_ token: ScriptToken, after line: Int) -> Bool {
        if token.isMark(";") || token.isMark(",") || token.isMark("}") { return true }
        // A statement may end without a semicolon where the next line begins with a name.
        if case .name = token.kind { return token.line > line }
        return false
    }

    /// `{ a: 1, 'b': { … } }`
    private mutating func object(_ names: [String]) {
        at += 1
        while let token = token() {
            if token.isMark("}") {
                at += 1
                return
            }
            let key: String? =
                switch token.kind {
                case .name(let name), .string(let name): name
                default: nil
                }
            if let key, self.token(1)?.isMark(":") == true {
                at += 2
                value(names + [key], line: token.line)
            } else {
                // A comma; or a method, a spread: nothing that is asked for.
                if token.isMark("{") { skipBraces() } else { at += 1 }
            }
        }
    }

    /// Goes to the comma, semicolon or brace that ends a value.
    private mutating func skipValue() {
        var depth = 0
        var line = token()?.line ?? 0
        while let token = token() {
            if depth == 0 {
                if token.isMark(",") || token.isMark(";") || token.isMark("}") { return }
                if case .name("config") = token.kind, token.line > line { return }
            }
            if token.isMark("(") || token.isMark("[") || token.isMark("{") { depth += 1 }
            if token.isMark(")") || token.isMark("]") || token.isMark("}") { depth -= 1 }
            line = token.line
            at += 1
        }
    }

    private mutating func skipBraces() {
        var depth = 0
        while let token = token() {
            at += 1
            if token.isMark("{") { depth += 1 }
            if token.isMark("}") {
                depth -= 1
                if depth == 0 { return }
            }
        }
    }
}
