import Secrets
import Testing

@Suite struct PurposeKeysTests {
    private static let both = SealingKeysTests.file(1) + "\n" + SealingKeysTests.file(2)
    private let plaintexts = [[], [0], [UInt8](repeating: 0xff, count: 4_096)]

    @Test("What the keys of a purpose seal, all keys open for it, and the other way round")
    func both() throws {
        let keys = try SealingKeysTests.keys(Self.both)
        let purpose = try PurposeKeys(keys, purpose: "form")
        let other = try PurposeKeys(keys, purpose: "forms")
        for plaintext in plaintexts {
            let sealed = try purpose.seal(plaintext)
            #expect(purpose.open(sealed) == plaintext && keys.open(sealed, purpose: "form") == plaintext)
            #expect(other.open(sealed) == nil && keys.open(sealed, purpose: "forms") == nil)
            #expect(purpose.open(try keys.seal(plaintext, purpose: "form")) == plaintext)
            #expect(purpose.open(try keys.sealDeterministically(plaintext, purpose: "form")) == nil)
        }
        #expect(throws: CryptoFailure.self) { try purpose.seal([UInt8](repeating: 0, count: 4_097)) }
        for text in ["", "A", "é", String(repeating: "A", count: 10_000)] {
            #expect(purpose.open(text) == nil)
        }
    }

    @Test("The first key seals, and each opens")
    func rotation() throws {
        let old = try SealingKeysTests.keys(SealingKeysTests.file(2))
        let both = try SealingKeysTests.keys(Self.both)
        let (before, after) = (
            try PurposeKeys(old, purpose: "form"), try PurposeKeys(both, purpose: "form")
        )
        #expect(after.open(try before.seal([7])) == [7])
        #expect(before.open(try after.seal([7])) == nil)
    }
}
