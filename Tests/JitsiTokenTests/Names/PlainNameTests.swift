import Testing

@testable import JitsiToken

/// Names of plain ASCII take a short way, on which Unicode's tables are not asked. It must lead to where the long one does.
@Suite struct PlainNameTests {
    /// Every ASCII character by itself, at an end, in the middle, and beside every other one.
    private static let texts: [String] = {
        let characters = (0..<128).map { String(Unicode.Scalar(UInt8($0))) }
        let pairs = characters.flatMap { first in characters.map { first + $0 } }
        return ["", "é", "aé", "\u{202E}a", "a\u{301}", " é "] + characters
            + characters.flatMap { ["\($0)ab", "a\($0)b", "ab\($0)"] } + pairs
    }()

    @Test("A line for a page or a token is the same by bytes as by Unicode's properties, at any limit")
    func line() {
        for text in Self.texts {
            for limit in [0, 1, 2, 200] {
                #expect(
                    DisplayText.line(text, limit: limit) == DisplayText.lineByScalar(text, limit: limit),
                    "\(text.debugDescription), \(limit)")
            }
        }
    }

    @Test("What is trimmed, and what is hidden, is the same")
    func ends() {
        for text in Self.texts {
            #expect(
                DisplayText.trimmed(text) == DisplayText.trimmedByCharacter(text), "\(text.debugDescription)")
            let shown = text.unicodeScalars.allSatisfy { scalar in
                let properties = scalar.properties
                let isBroken = [.control, .lineSeparator, .paragraphSeparator].contains(
                    properties.generalCategory)
                return !isBroken && !properties.isBidiControl && !properties.isNoncharacterCodePoint
            }
            #expect(DisplayText.hasHiddenCharacters(text) == !shown, "\(text.debugDescription)")
        }
    }

    @Test("A segment is taken and refused the same, for the same reason")
    func segment() {
        func result(_ read: ([UInt8]) throws -> String, _ text: String) -> Result<String, NameProblem> {
            do { return .success(try read(Array(text.utf8))) } catch {
                return .failure(error as? NameProblem ?? .unusable)
            }
        }
        for text in Self.texts + [".", "..", "...", ".a", " .", "./\u{1}", "\u{1}/"] {
            #expect(
                result(PathSegment.text, text) == result(PathSegment.textByScalar, text),
                "\(text.debugDescription)")
        }
    }

    @Test("A string of JSON is written the same")
    func json() {
        for text in Self.texts + ["\u{2028}", "a\u{2029}b", "\u{2027}", "â", "\u{1F600}"] {
            var (short, long): ([UInt8], [UInt8]) = ([], [])
            JSONText.append(text, to: &short)
            JSONText.append(text, to: &long) { _ in false }
            #expect(short == long, "\(text.debugDescription)")
        }
    }

    @Test("A parameter is a token by its name in any case, and with it nothing else goes")
    func parameters() throws {
        let names =
            Self.texts.map { "j" + $0 + "t" } + ["jwt", "JWT", "jWt", "%6awt", "jw%54", " jwt", "jwtx", "jw"]
        for name in names
        where !name.utf8.contains(where: { "#&=".utf8.contains($0) || $0 < 0x20 || $0 == 0x7F }) {
            let read = name.replacing("+", with: " ").removingPercentage.lowercased()
            let isToken = DisplayText.lineByScalar(read, limit: 64) == "jwt"
            let query = try MeetingQuery.withoutToken(Array("a=1&\(name)=x&b=2".utf8)[...])
            #expect(query.hasPrefix("a=1&") && query.hasSuffix("&b=2") || query == "a=1&b=2")
            #expect((query == "a=1&b=2") == isToken, "\(name.debugDescription)")
        }
    }
}

extension String {
    /// Decoded, where all of it can be.
    fileprivate var removingPercentage: String { PercentEncoding.decode(self) ?? self }
}
