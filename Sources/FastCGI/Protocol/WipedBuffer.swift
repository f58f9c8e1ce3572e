internal import Glibc

/// A fixed piece of memory for what visitors send, passwords among it. It never moves, so that no copy stays behind,
/// and is wiped whenever it is emptied.
@safe
final class WipedBuffer {
    /// The most it holds, in bytes.
    let capacity: Int
    /// How much it holds now, in bytes.
    private(set) var count = 0
    /// Where it begins; valid as long as the buffer.
    let start: UnsafeMutableRawPointer

    init(capacity: Int) {
        self.capacity = capacity
        unsafe start = .allocate(byteCount: max(capacity, 1), alignment: 16)
    }

    deinit {
        wipe()
        unsafe start.deallocate()
    }

    /// What it holds; valid until the next change.
    var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: start, count: count) }

    /// The memory behind what it holds, to write to; `advance` says how much was written.
    var room: UnsafeMutableRawBufferPointer {
        unsafe UnsafeMutableRawBufferPointer(start: start + count, count: capacity - count)
    }

    /// Counts `written` bytes of `room` as held.
    func advance(by written: Int) {
        precondition(written >= 0 && written <= capacity - count, "more bytes than there was room for")
        count += written
    }

    /// Adds as many of `bytes` as there is room for.
    func append(_ bytes: UnsafeRawBufferPointer) {
        let added = min(bytes.count, capacity - count)
        unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<added]))
        count += added
    }

    /// Adds one byte, where there is room.
    func append(_ byte: UInt8) {
        guard count < capacity else { return }
        unsafe start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    /// Overwrites what it holds, in a way the optimiser may not leave out, and empties it.
    func wipe() {
        unsafe explicit_bzero(start, count)
        count = 0
    }
}
