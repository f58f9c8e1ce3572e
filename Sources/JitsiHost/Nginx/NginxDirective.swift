/// A directive of an nginx file; a block has others inside.
final class NginxDirective {
    let words: [String]
    let line: Int
    let isBlock: Bool
    fileprivate(set) var inside: [NginxDirective] = []

    init(words: [String], line: Int, isBlock: Bool) {
        self.words = words
        self.line = line
        self.isBlock = isBlock
    }

    var name: String { words.first ?? "" }

    /// What stands directly inside under this name.
    func named(_ name: String) -> [NginxDirective] { inside.filter { $0.name == name } }

    /// Whether the switch stands directly inside, and is on.
    func isOn(_ name: String) -> Bool { named(name).contains { $0.words.last == "on" } }

    /// It and all that is inside, at any depth.
    var all: [NginxDirective] { [self] + inside.flatMap(\.all) }

    func add(_ directive: NginxDirective) { inside.append(directive) }
}
