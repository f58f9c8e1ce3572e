import Foundation
import TestSupport
import Testing

@testable import JitsiHost

@Suite("A host whose files are damaged")
struct DamageTests {
    private static let files = [
        SampleHost.prosody, SampleHost.jicofo, SampleHost.config, SampleHost.site, SampleHost.http,
        SampleHost.packages,
    ]

    /// What means something to one of the readers.
    private static let pieces = [
        "{", "}", "[", "]", "(", ")", "\"", "'", "`", "\\", "--", "--[[", "[==[", "]]", "/*", "*/", "//", "#",
        ";",
        ",", "=", "..", "${", "if ", "end ", "function ", "VirtualHost ", "Component \"x\" ", "config.",
        "include ",
        "\n", "\u{0}", "\u{FEFF}", "\u{e9}", "Package: ", "\r\n", "999999999999999999999",
    ]

    @Test("is looked at to the end, and no secret is shown", arguments: files)
    func random(file: String) throws {
        let host = try SampleHost()
        let whole = Array(try host.text(file).utf8)
        var generator = SeededNumbers(seed: file.utf8.count)
        var different = 0
        let sound = host.check()
        for _ in 0..<60 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let start = Int.random(in: 0..<bytes.count, using: &generator)
                let end = min(bytes.count, start + Int.random(in: 0...12, using: &generator))
                bytes.replaceSubrange(
                    start..<end, with: Self.pieces.randomElement(using: &generator)?.utf8 ?? "".utf8)
            }
            try Data(bytes).write(to: URL(fileURLWithPath: host.folder.path + file))
            let findings = host.check()
            if findings != sound { different += 1 }
            let said = findings.map { "\($0)" }.joined(separator: "\n")
            #expect(!said.contains("secret of more") && !said.contains("thirty-two bytes"), "\(said)")
            #expect(findings.allSatisfy { !$0.text.isEmpty }, "\(said)")
        }
        #expect(different > 5)
    }

    @Test(
        "or no text at all, or far too large, is named by its file",
        arguments: files.filter { $0 != SampleHost.packages })
    func unusable(file: String) throws {
        for bytes in [Data(repeating: 0xFF, count: 4096), Data(repeating: 0x20, count: HostFiles.limit + 1)] {
            let host = try SampleHost()
            try bytes.write(to: URL(fileURLWithPath: host.folder.path + file))
            let bad = host.check().filter { $0.result != .ok }
            #expect(!bad.isEmpty)
            if bytes.count > HostFiles.limit {
                #expect(bad.contains { $0.text.contains("far too large") && !$0.remedies.isEmpty }, "\(bad)")
            }
        }
    }
}
