import Foundation
import Secrets
import Testing

@Suite struct SealingKeyFileTests {
    private static func key(_ size: Int, _ first: UInt8 = 0xfb) -> String {
        Data([first, 0xff] + (2..<max(size, 2)).map { UInt8(truncatingIfNeeded: $0) }).base64EncodedString()
    }

    private static func parse(_ file: String) throws -> SealingKeys {
        try SealingKeys(parsing: SecretBytes(copying: Array(file.utf8)))
    }

    @Test(
        "Keys are taken line by line, with blanks, comments and either end of line",
        arguments: [
            key(32), key(32) + "\n", key(48), key(128), String(key(32).dropLast()),
            "# made in November\n\n\(key(32))\r\n  \(key(32, 1))\t\r\n", "\n\n" + key(33),
            (0..<16).map { key(32, $0) }.joined(separator: "\n"),
        ])
    func good(file: String) throws {
        let keys = try Self.parse(file)
        #expect(keys.open(try keys.seal([1], purpose: "p"), purpose: "p") == [1])
    }

    @Test("A key is the same key with and without its padding")
    func padding() throws {
        let sealed = try Self.parse(Self.key(32)).seal([1], purpose: "p")
        #expect(try Self.parse(String(Self.key(32).dropLast())).open(sealed, purpose: "p") == [1])
    }

    @Test(
        "A wrong line is named, with what to do",
        arguments: [
            ("", .noKey), ("# nothing\n\n", .noKey),
            (key(32) + "\n" + key(31, 9), .tooShort(line: 2, bytes: 31)),
            ("\n# one\n" + key(16), .tooShort(line: 3, bytes: 16)),
            ("QQ==", .tooShort(line: 1, bytes: 1)),
            (key(129), .tooLong(line: 1)), (String(repeating: "A", count: 60_000), .tooLong(line: 1)),
            ("CHANGE-ME", .notBase64(line: 1)), (key(32) + "\nCHANGE ME", .notBase64(line: 2)),
            (key(32).replacingOccurrences(of: "+", with: "-"), .notBase64(line: 1)),
            (key(32) + "=", .notBase64(line: 1)), (key(32) + " " + key(32, 1), .notBase64(line: 1)),
            (key(33) + "A", .notBase64(line: 1)), ("====", .notBase64(line: 1)),
            // The last letter of 32 bytes has two bits that mean nothing; others than 0 are a damaged line.
            (String(repeating: "A", count: 42) + "B=", .notBase64(line: 1)),
            (key(32) + "\n\n" + key(32), .repeated(line: 3, first: 1)),
            ((0..<17).map { key(32, $0) }.joined(separator: "\n"), .tooManyKeys),
            ((0..<30_000).map { "\($0)" }.joined(separator: "\n"), .notBase64(line: 1)),
        ] as [(String, SealingKeysProblem)])
    func bad(file: String, problem: SealingKeysProblem) {
        #expect(throws: problem) { try Self.parse(file) }
        #expect(problem.description.contains(":"))
        for line in file.split(separator: "\n") where line.count > 8 {
            #expect(!problem.description.contains(line.prefix(8)))
        }
    }

    @Test("Invalid UTF-8 and zero bytes are no base 64")
    func bytes() throws {
        for bytes in [[0x41, 0, 0x41], [0xff, 0xfe], [UInt8](repeating: 0, count: 44)] as [[UInt8]] {
            #expect(throws: SealingKeysProblem.notBase64(line: 1)) {
                try SealingKeys(parsing: SecretBytes(copying: bytes))
            }
        }
    }
}
