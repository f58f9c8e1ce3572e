import Foundation
import TestSupport
import Testing

@testable import JitsiToken

@Suite struct JSONReaderTests {
    @Test(
        "Every kind of value is read, and written back without white space",
        arguments: [
            ("null", "null"), (" true ", "true"), ("\tfalse\r\n", "false"), ("0", "0"), ("-0.50", "-0.50"),
            ("12e+3", "12e+3"), ("1E-2", "1E-2"), ("\"\"", "\"\""), ("[]", "[]"), ("[ 1 , [ ] ]", "[1,[]]"),
            ("{ }", "{}"), ("{\"b\" : 1, \"a\":{\"c\":[null]}}", "{\"b\":1,\"a\":{\"c\":[null]}}"),
            ("\"\\u00e9\\/\\b\\f\\n\\r\\t\"", "\"é/\\u0008\\u000c\\u000a\\u000d\\u0009\""),
            ("\"\\ud83d\\uDE00\"", "\"😀\""), ("\"a\\\"b\\\\c\"", "\"a\\\"b\\\\c\""),
            ("\"a&b\"", "\"a\\u0026b\""), ("\"“x”\"", "\"\\u201cx\\u201d\""),
            ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
        ])
    func valid(_ text: String, _ written: String) throws {
        #expect(try JSONReader.value(of: text).text == written)
    }

    @Test(
        "What RFC 8259 does not know is refused",
        arguments: [
            "", " ", "nul", "True", "undefined", "NaN", "Infinity", "01", "+1", ".5", "1.", "1e", "1e+",
            "--1",
            "0x10", "'a'", "\"", "\"\\\"", "\"a\nb\"", "\"\u{0}\"", "\"\\x41\"", "\"\\u12\"", "\"\\u12g4\"",
            "\"\\ud83d\"", "\"\\ud83dx\"", "\"\\ud83d\\u0041\"", "\"\\ude00\"", "[", "[1", "[1,]", "[,1]",
            "[1 2]",
            "]", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":1 \"b\":2}", "{1:2}", "1 2",
            "[] []",
            "/* */1", "\u{FEFF}1", "[1}", "{\"a\":1]",
        ])
    func invalid(_ text: String) {
        #expect {
            try JSONReader.value(of: text)
        } throws: { problem in
            if case .notJSON = problem as? StateProblem { true } else { false }
        }
    }

    @Test("What is written is read as it was: five thousand random values")
    func roundTrip() throws {
        var generator = SeededNumbers(seed: 8259)
        for _ in 0..<5_000 {
            let value = Self.value(depth: 1, &generator)
            #expect(try JSONReader.value(of: value.text) == value, "\(value)")
            #expect(try JSONReader.value(of: value.text).text == value.text)
        }
    }

    private static func value(depth: Int, _ generator: inout SeededNumbers) -> JSONValue {
        switch Int.random(in: 0..<(depth < JSONReader.maximumDepth ? 7 : 5), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2:
            return .number(["0", "-0", "1e999", "12.50E-3", "-7"].randomElement(using: &generator) ?? "0")
        case 3, 4: return .string(text(&generator))
        case 5:
            return .array(
                (0..<Int.random(in: 0...3, using: &generator)).map { _ in value(depth: depth + 1, &generator)
                })
        default:
            var names: Set<String> = []
            return .object(
                (0..<Int.random(in: 0...3, using: &generator)).map { _ in text(&generator) }
                    .filter { names.insert($0).inserted }
                    .map { .init(name: $0, value: value(depth: depth + 1, &generator)) })
        }
    }

    /// Of scalars from all over, those with a meaning in JSON, in addresses and for the client more often.
    private static func text(_ generator: inout SeededNumbers) -> String {
        let special: [Unicode.Scalar] = [
            "\"", "\\", "&", "\u{201C}", "\u{2019}", "\u{0}", "\n", "\u{7F}", "\u{2028}",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let any = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator))
            let chosen = Bool.random(using: &generator) ? any : special.randomElement(using: &generator)
            if let chosen { text.append(chosen) }
        }
        return String(text)
    }

    @Test("A member that stands twice is refused at any depth, however its name is written")
    func repeated() {
        for text in ["{\"a\":1,\"a\":1}", "[{\"a\":1,\"\\u0061\":2}]", "{\"b\":{\"a\":1,\"c\":2,\"a\":3}}"] {
            #expect(throws: StateProblem.repeatedMember) { try JSONReader.value(of: text) }
        }
    }

    @Test("Eight levels are read, nine are not, and a hundred thousand cost nothing")
    func depth() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(try JSONReader.value(of: nested(8)).text == nested(8))
        for levels in [9, 100_000] {
            #expect(throws: StateProblem.tooDeep(limit: 8)) { try JSONReader.value(of: nested(levels)) }
        }
        let objects = String(repeating: "{\"a\":", count: 9) + "1" + String(repeating: "}", count: 9)
        #expect(throws: StateProblem.tooDeep(limit: 8)) { try JSONReader.value(of: objects) }
    }
}
