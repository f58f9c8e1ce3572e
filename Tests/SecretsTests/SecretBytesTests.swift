import Foundation
import Secrets
import Testing

@Suite struct SecretBytesTests {
    @Test("A secret prints as a placeholder, alone and inside of others")
    func placeholder() {
        let secret = SecretBytes(copying: Array("hunter2".utf8))
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\([secret])", dumped] {
            #expect(text.contains("<secret>") && !text.contains("hunter2"))
        }
    }

    @Test("Taking bytes empties their source")
    func taking() {
        var source = Array("hunter2".utf8)
        let secret = SecretBytes(taking: &source)
        #expect(source.isEmpty && secret.count == 7)
    }

    @Test("Secrets are equal where all their bytes are")
    func equality() {
        let secret = SecretBytes(copying: [1, 2, 3])
        #expect(secret.equals(SecretBytes(copying: [1, 2, 3])))
        #expect(!secret.equals(SecretBytes(copying: [1, 2, 4])))
        #expect(!secret.equals(SecretBytes(copying: [1, 2])))
        #expect(!SecretBytes(copying: [1, 2]).equals(secret))
        #expect(SecretBytes(copying: []).equals(SecretBytes(copying: [])))
        #expect(SecretBytes(copying: []).isEmpty)
    }

    @Test("Filling that fails passes its error on")
    func failing() {
        struct Failure: Error {}
        #expect(throws: Failure.self) {
            try SecretBytes(capacity: 4) { (_) throws(Failure) -> Int in throw Failure() }
        }
    }

    @Test("A secret that nobody holds any more is gone from memory")
    func wipedInTheEnd() throws {
        var place: UInt64 = 0
        do {
            let secret = SecretBytes(copying: Self.pattern)
            place = secret.withUnsafeBytes { UInt64(UInt(bitPattern: $0.baseAddress)) }
            #expect(try Self.memory(at: place) == Self.pattern)
        }
        #expect(try Self.memory(at: place) != Self.pattern)
    }

    @Test("What a filling that failed had written is gone from memory")
    func wipedAfterFailure() throws {
        struct Failure: Error {}
        var place: UInt64 = 0
        _ = try? SecretBytes(capacity: Self.pattern.count) { memory throws(Failure) -> Int in
            memory.copyBytes(from: Self.pattern)
            place = UInt64(UInt(bitPattern: memory.baseAddress))
            throw Failure()
        }
        #expect(try Self.memory(at: place) != Self.pattern)
    }

    @Test("Bytes that were wiped are gone from memory")
    func wipedArray() throws {
        var bytes = Self.pattern
        bytes.reserveCapacity(Self.pattern.count)
        let place = bytes.withUnsafeBytes { UInt64(UInt(bitPattern: $0.baseAddress)) }
        #expect(try Self.memory(at: place) == Self.pattern)
        bytes.wipe()
        #expect(try Self.memory(at: place) != Self.pattern)
        #expect(bytes.isEmpty)
    }

    private static let pattern = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }

    /// What stands at `address`, memory that was given back included. The first bytes are taken for unchanged: in
    /// freed memory the allocator writes there.
    private static func memory(at address: UInt64) throws -> [UInt8] {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/self/mem"))
        defer { try? file.close() }
        let skipped = 64
        try file.seek(toOffset: address + UInt64(skipped))
        let rest = try file.read(upToCount: pattern.count - skipped) ?? Data()
        return Array(pattern.prefix(skipped)) + rest
    }
}
