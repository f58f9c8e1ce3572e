internal import Secrets

/// Reads a Prosody configuration file: the assignments of its sections, by tokens. What only Lua could work out is
/// marked as not understood, and so is what stands inside `if` and the like.
struct ProsodyReader {
    private let path: String
    private let tokens: [LuaToken]
    private var at = 0
    /// How many `if`, `do`, `function` and `repeat` are open.
    private var blocks = 0
    private var file: ProsodyFile

    static func read(_ file: HostFile) -> ProsodyFile {
        var reader = ProsodyReader(file)
        while reader.at < reader.tokens.count { reader.statement() }
        return reader.file
    }

    private init(_ file: HostFile) {
        path = file.path
        tokens = LuaLexer.tokens(file.bytes)
        self.file = ProsodyFile(
            sections: [ProsodySection(kind: .global, name: "", place: Place(path: file.path, line: 0))])
    }

    private var token: LuaToken? { at < tokens.count ? tokens[at] : nil }

    private func token(_ distance: Int) -> LuaToken? {
        at + distance < tokens.count ? tokens[at + distance] : nil
    }

    private mutating func statement() {
        guard let token else { return }
        let place = Place(path: path, line: token.line)
        switch token.kind {
        case .mark(";"): at += 1
        case .name("if"), .name("do"), .name("function"), .name("repeat"):
            if blocks == 0 { file.notUnderstood.append(place) }
            blocks += 1
            at += 1
        case .name("end"), .name("until"):
            blocks = max(0, blocks - 1)
            at += 1
        case .name("VirtualHost"), .name("Host"): section(place) { _ in .virtualHost }
        case .name("Component"): section(place) { .component(module: $0) }
        case .name("Include"):
            at += 1
            if self.token?.string == nil { file.notUnderstood.append(place) } else { at += 1 }
        case .name(let name) where self.token(1)?.isMark("=") == true:
            at += 2
            let value = value(secret: name.contains("secret") || name.contains("password"))
            file.sections[file.sections.count - 1].settings.append(
                Setting(name: name, value: blocks == 0 ? value : .notUnderstood, place: place))
        default:
            if blocks == 0, token.name != "local" { file.notUnderstood.append(place) }
            at += 1
            skipExpression(after: token)
        }
    }

    /// `VirtualHost "x"`, `Component "x" "muc"`, with or without parentheses around the name.
    private mutating func section(_ place: Place, _ kind: (String) -> ProsodySection.Kind) {
        at += 1
        let parenthesis = token?.isMark("(") == true
        if parenthesis { at += 1 }
        guard let name = token?.string else {
            file.notUnderstood.append(place)
            return
        }
        at += 1
        if parenthesis, token?.isMark(")") == true { at += 1 }
        var module = ""
        if let text = token?.string {
            module = String(decoding: text, as: UTF8.self)
            at += 1
        }
        file.sections.append(
            ProsodySection(
                kind: kind(module), name: String(decoding: name, as: UTF8.self).lowercased(), place: place))
    }

    private mutating func value(secret: Bool) -> SettingValue {
        guard let first = token else { return .notUnderstood }
        var value: SettingValue
        switch first.kind {
        case .string(var bytes):
            at += 1
            while token?.isMark("..") == true, let more = token(1)?.string {
                bytes += more
                at += 2
            }
            value =
                secret ? .secret(SecretBytes(taking: &bytes)) : .text(String(decoding: bytes, as: UTF8.self))
        case .mark("{"): value = table()
        case .name(let word) where word.first?.isNumber == true || ["true", "false", "nil"].contains(word):
            at += 1
            value = SettingValue(word: word)
        default:
            skipExpression(after: first)
            return .notUnderstood
        }
        // More of an expression: rather nothing than half of it.
        guard endsHere else {
            skipExpression(after: first)
            return .notUnderstood
        }
        return value
    }

    /// Whether a statement may begin here: a value was read whole.
    private var endsHere: Bool {
        guard let token else { return true }
        return switch token.kind {
        case .mark(";"): true
        case .name(let name): !["and", "or"].contains(name) && !(name.first?.isNumber ?? false)
        default: false
        }
    }

    /// The texts of a table; one with other things in it is understood too, as only the texts are asked for.
    private mutating func table() -> SettingValue {
        var depth = 0
        var texts: [String] = []
        while let token {
            at += 1
            switch token.kind {
            case .mark("{"): depth += 1
            case .mark("}"):
                depth -= 1
                if depth == 0 { return .list(texts) }
            case .string(let bytes) where depth == 1 && !isKeyed:
                texts.append(String(decoding: bytes, as: UTF8.self))
            default: break
            }
        }
        return .notUnderstood
    }

    /// Whether the string just read is the value of a key, or a key itself: `key = "x"`, `["x"] = 1`.
    private var isKeyed: Bool { at >= 2 && (tokens[at - 2].isMark("=") || tokens[at - 2].isMark("[")) }

    /// Goes to where the next statement begins: behind a `;`, or at a name at the start of a line.
    private mutating func skipExpression(after first: LuaToken) {
        var depth = 0
        var line = first.line
        while let token {
            if depth == 0 {
                if token.isMark(";") { return }
                if token.line > line, token.name != nil, token.name != "and", token.name != "or" { return }
            }
            switch token.kind {
            case .mark("("), .mark("{"), .mark("["): depth += 1
            case .mark(")"), .mark("}"), .mark("]"): depth = max(0, depth - 1)
            // What belongs to a block keeps it balanced.
            case .name(let word) where depth == 0 && ["function", "do", "if", "end"].contains(word): return
            default: break
            }
            line = token.line
            at += 1
        }
    }
}
