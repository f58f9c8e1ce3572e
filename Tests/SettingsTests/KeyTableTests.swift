import TestSupport
import Testing

@testable import Settings

@Suite("The README's table of keys")
struct KeyTableTests {
    /// Every key that holds a value, by its path. The rights of a role are one row.
    private static var keys: Set<String> {
        let paths = KnownKeys.bySection.flatMap { section, keys in
            keys.map { section.isEmpty ? $0 : "\(section).\($0)" }
        }
        return Set(
            paths.filter { KnownKeys.bySection[$0] == nil }.map { path in
                let features = ["access", "rooms"].flatMap { section in
                    ["moderator", "member", "guest"].map { "\(section).features.\($0)." }
                }
                return features.first { path.hasPrefix($0) }.map { $0 + "<name>" } ?? path
            })
    }

    /// The rows of the chapter on the keys, cell by cell.
    private static func rows() throws -> [[Substring]] {
        let chapter = try #require(
            try Repository.text("README.md").split(separator: "\n## ").first {
                $0.hasPrefix("Every configuration key\n")
            })
        return chapter.split(separator: "\n").filter { $0.hasPrefix("| `") }
            .map { $0.split(separator: "|").map { $0.trimmingPrefix(" ") } }
    }

    @Test("has a row for each key that a file may hold, each once, and no other")
    func complete() throws {
        let written = try Self.rows().map { row in
            // A list of sections is marked as one.
            String(row[0].drop { $0 == "`" }.prefix { $0 != "`" }).replacing("[]", with: "")
        }
        #expect(Set(written).count == written.count)
        #expect(Set(written).symmetricDifference(Self.keys).sorted() == [])
    }

    @Test("says of each its default, its range and what it means")
    func cells() throws {
        for row in try Self.rows() {
            #expect(row.count == 4 && row.allSatisfy { !$0.isEmpty }, "\(row)")
        }
    }

    @Test("names every right below it")
    func rights() throws {
        let text = try Repository.text("README.md")
        let list = try #require(text.split(separator: "Names of rights: ").last).prefix { $0 != "." }
        let names = list.split { $0 == "," || $0.isWhitespace }.map { String($0) }
        #expect(names.sorted() == KnownKeys.features.sorted())
    }
}
