import TestSupport
import Testing

@Suite("A value filled into config.yaml")
struct FillInTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let line: String
        let value: String
        let filled: String
        init(_ line: String, _ value: String, _ filled: String) {
            (self.line, self.value, self.filled) = (line, value, filled)
        }
        var testDescription: String { line }
    }

    @Test(
        "replaces the one that stands there, comment or not",
        arguments: [
            Row("  key: old", "new", "  key: new"),
            Row("  key: old  # it's why", "new", "  key: new  # it's why"),
            Row("  # key: old", "new", "  key: new"),
            Row("  # key: the host of meet.url", "new", "  key: new"),
            Row(#"  key: "a # b"  # why"#, "new", "  key: new  # why"),
            Row("  key:", "new", "  key: new"),
            Row("  key: old", "https://h.example", "  key: https://h.example"),
            Row("  key: old", #"a"b\c: #"#, #"  key: "a\"b\\c: #""#),
            Row("  key: old", "0123", #"  key: "0123""#),
        ])
    func fill(row: Row) throws {
        let before = "other:\n  key: other\nsection:\n"
        let after = "\n  keys: more\nlast:\n  key: last\n"
        #expect(
            try run("section.key=" + row.value, on: before + row.line + after).output
                == before + row.filled + after)
    }

    @Test("is an error where its key is not there, or it has a control character")
    func refuse() throws {
        #expect(try run("section.key=new", on: "section:\n  other: 1\n").status != 0)
        #expect(try run("section.key=a\nb: c", on: "section:\n  key: 1\n").status != 0)
    }

    private func run(_ setting: String, on file: String) throws -> Command {
        try Command.run(
            ["perl", Repository.file("systemd/install/fill-in.pl"), setting], input: file)
    }
}
