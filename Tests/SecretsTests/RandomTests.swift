import Secrets
import Testing

@Suite struct RandomTests {
    @Test("Random secrets have the length that was asked for, and are not alike")
    func secrets() throws {
        let all = try (0..<100).map { _ in try RandomBytes.secret(count: 32) }
        #expect(all.allSatisfy { $0.count == 32 })
        let texts = all.map { $0.withUnsafeBytes { Array($0) } }
        #expect(Set(texts).count == 100)
        #expect(try RandomBytes.secret(count: 0).isEmpty)
        // Every bit is there at times and not at others.
        let ones = texts.reduce([UInt8](repeating: 0, count: 32)) { zip($0, $1).map(|) }
        let zeros = texts.reduce([UInt8](repeating: 0xFF, count: 32)) { zip($0, $1).map(&) }
        #expect(ones.allSatisfy { $0 == 0xFF } && zeros.allSatisfy { $0 == 0 })
    }

    @Test("Random bytes that are no secrets are as many as were asked for, and not alike")
    func plain() {
        let all = (0..<100).map { _ in RandomBytes.plain(count: 16) }
        #expect(all.allSatisfy { $0.count == 16 } && Set(all).count == 100)
        let ones = all.reduce([UInt8](repeating: 0, count: 16)) { zip($0, $1).map(|) }
        let zeros = all.reduce([UInt8](repeating: 0xFF, count: 16)) { zip($0, $1).map(&) }
        #expect(ones.allSatisfy { $0 == 0xFF } && zeros.allSatisfy { $0 == 0 })
        #expect(RandomBytes.plain(count: 256).count == 256 && RandomBytes.plain(count: 0).isEmpty)
    }

    @Test("Identifiers are short, can be read out on the telephone, and are not alike")
    func identifiers() {
        let all = (0..<1_000).map { _ in RandomText.identifier() }
        #expect(Set(all).count == 1_000)
        #expect(all.allSatisfy { $0.count == 10 })
        #expect(Set(all.joined()) == Set("0123456789abcdefghjkmnpqrstvwxyz"))
        #expect(RandomText.identifier(length: 26).count == 26)
    }
}
