import Testing

@testable import JitsiHost

@Suite("Reading config.js")
struct ScriptReaderTests {
    private static func read(_ text: String) -> [Setting] {
        ScriptReader.read(HostFile(path: "/c.js", bytes: Array(text.utf8)))
    }

    @Test(
        "finds a text in the object, or assigned to it",
        arguments: [
            "var config = { tokenAuthUrl: 'x' };",
            "var config = {\n  // tokenAuthUrl: 'no',\n  a: { tokenAuthUrl: 'no' },\n  'tokenAuthUrl': \"x\",\n};",
            "var config = {};\nconfig.tokenAuthUrl = 'x'",
            "var config = { a: function() { return { tokenAuthUrl: 'no' }; }, b: [1, {c: 2}], tokenAuthUrl: `x` }",
            "config.tokenAuthUrl = 'no';\nconfig.tokenAuthUrl = 'x';",
            "/* config.tokenAuthUrl = 'no' */ config.tokenAuthUrl = 'x'\nconfig.other = 1",
            "config.tokenAuthUrl = 'x';\nif (config.tokenAuthUrl == 'no') f();",
            "if (config.a == 'b') { config.tokenAuthUrl = 'no'; }\nconfig.tokenAuthUrl = 'x';",
        ])
    func finds(text: String) {
        #expect(Self.read(text).last { $0.name == "tokenAuthUrl" }?.value.text == "x")
    }

    @Test(
        "does not guess what an expression is",
        arguments: ["'a' + 'b'", "`${a}`", "f('x')", "a ? 'x' : 'y'", "'\\u0061'"])
    func unknown(value: String) {
        let setting = Self.read("config.tokenAuthUrl = \(value);").last { $0.name == "tokenAuthUrl" }
        #expect(setting != nil)
        if case .notUnderstood = setting?.value {} else { Issue.record("\(String(describing: setting))") }
    }

    @Test("does not follow objects deeper than a configuration has them")
    func deep() {
        let text =
            "config = { a: " + String(repeating: "{ a: ", count: 100_000) + "1"
            + String(repeating: "}", count: 100_000) + ", tokenAuthUrl: 'x' };"
        #expect(Self.read(text).last { $0.name == "tokenAuthUrl" }?.value.text == "x")
    }

    @Test("knows the line and the whole name")
    func place() {
        let settings = Self.read(
            "var config = {\n  hosts: {\n    // c\n    anonymousdomain: 'guest.h'\n  }\n};")
        let setting = settings.first { $0.name == "hosts.anonymousdomain" }
        #expect(setting?.place.line == 4 && setting?.value.text == "guest.h")
    }
}
