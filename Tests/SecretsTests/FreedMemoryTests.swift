import CProcess
import Foundation
import Testing

/// The program's own `free` and `realloc` (Sources/CProcess), which this test program has too.
@Suite("Freed memory", .enabled(if: cprocess_wipes_freed_memory() == 1))
struct FreedMemoryTests {
    // Small blocks go to the thread's cache, larger ones to the heap; the largest back to the system, where nothing of
    // them can be looked at.
    private static let sizes = [16, 24, 40, 100, 500, 1032, 1040, 4096, 60_000]

    /// How many of `size` bytes at `place` are still `byte`, as the kernel shows them.
    private func left(_ byte: UInt8, at place: UInt, size: Int) -> Int {
        let memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
        defer { close(memory) }
        var seen = [UInt8](repeating: 0, count: size)
        let count = pread(memory, &seen, size, off_t(place))
        return count == size ? seen.count { $0 == byte } : size
    }

    @Test("holds nothing of what was in it, to the last byte", arguments: sizes)
    func freed(size: Int) throws {
        let block = try #require(malloc(size))
        // So that it is not joined with what follows.
        let guardian = malloc(16)
        defer { free(guardian) }
        memset(block, 0xc7, size)
        let place = UInt(bitPattern: block)
        #expect(left(0xc7, at: place, size: size) == size)
        free(block)
        // What is allocated meanwhile may stand there, but for a byte that happens to be the same.
        #expect(left(0xc7, at: place, size: size) <= size / 16)
    }

    @Test("is wiped where a block moves to grow, and what was in it goes along", arguments: sizes)
    func moved(size: Int) throws {
        let block = try #require(malloc(size))
        let guardian = malloc(16)
        defer { free(guardian) }
        memset(block, 0xc7, size)
        let place = UInt(bitPattern: block)
        let larger = try #require(realloc(block, size * 3 + 64))
        defer { free(larger) }
        #expect(UnsafeRawBufferPointer(start: larger, count: size).allSatisfy { $0 == 0xc7 })
        #expect(UInt(bitPattern: larger) != place)
        #expect(left(0xc7, at: place, size: size) <= size / 16)
    }
}
