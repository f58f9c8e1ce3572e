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
    func wipedInTheEnd() {
        let memory = Memory()
        var place: UInt = 0
        do {
            let secret = SecretBytes(copying: Memory.pattern)
            place = secret.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
            #expect(memory.matches(at: place) == Memory.pattern.count)
        }
        #expect(memory.matches(at: place) < Memory.pattern.count / 2)
    }

    @Test("What a filling that failed had written is gone from memory")
    func wipedAfterFailure() {
        struct Failure: Error {}
        let memory = Memory()
        var place: UInt = 0
        _ = try? SecretBytes(capacity: Memory.pattern.count) { target throws(Failure) -> Int in
            target.copyBytes(from: Memory.pattern)
            place = UInt(bitPattern: target.baseAddress)
            throw Failure()
        }
        #expect(memory.matches(at: place) < Memory.pattern.count / 2)
    }

    @Test("Bytes that were wiped are gone from memory")
    func wipedArray() {
        let memory = Memory()
        var bytes = Memory.pattern.map { $0 }
        let place = bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
        #expect(memory.matches(at: place) == Memory.pattern.count)
        bytes.wipe()
        #expect(memory.matches(at: place) < Memory.pattern.count / 2)
        #expect(bytes.isEmpty)
    }
}

/// This process's memory as the kernel shows it, where it was given back included.
private final class Memory {
    static let pattern = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }

    private let descriptor = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
    // Made beforehand: what is allocated later could take the very place that is looked at.
    private var seen = [UInt8](repeating: 0, count: Memory.pattern.count)

    deinit { close(descriptor) }

    /// How many bytes of the pattern stand at `address`.
    func matches(at address: UInt) -> Int {
        let count = seen.withUnsafeMutableBytes {
            pread(descriptor, $0.baseAddress, $0.count, off_t(address))
        }
        #expect(count == seen.count)
        return zip(seen, Self.pattern).count { $0 == $1 }
    }
}
