internal import CCrypto

/// Bytes that are nobody's business: a password, a signing key, a shared secret.
///
/// They live in one heap block of their own that is wiped (`OPENSSL_cleanse`) when the last owner lets go, and
/// they print as a placeholder, so that no log, error or debugger dump shows them by accident.
@safe
public final class SecretBytes: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    // Written only while `init` runs; immutable, and so safe to share, from then on.
    private nonisolated(unsafe) let storage: UnsafeMutableRawBufferPointer

    /// The number of bytes.
    public let count: Int

    /// A copy of `bytes`. The source is the caller's to wipe.
    public convenience init(copying bytes: some Collection<UInt8>) {
        unsafe self.init(capacity: bytes.count) { target in
            unsafe target.copyBytes(from: bytes)
            return bytes.count
        }
    }

    /// Takes `bytes` over: copies them, wipes the source and empties it.
    public convenience init(taking bytes: inout [UInt8]) {
        self.init(copying: bytes)
        bytes.wipe()
    }

    /// Bytes written in place.
    ///
    /// - Parameters:
    ///   - capacity: the most that `fill` may write, in bytes.
    ///   - fill: writes into the zeroed memory and returns how many bytes count.
    /// - Throws: what `fill` throws; the memory is wiped then.
    public init<Failure: Error>(
        capacity: Int, filling fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(capacity, 1), alignment: 1)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
        do {
            let written = unsafe try fill(UnsafeMutableRawBufferPointer(rebasing: memory[..<capacity]))
            precondition((0...capacity).contains(written), "a secret cannot be longer than its memory")
            unsafe storage = memory
            count = written
        } catch {
            unsafe OPENSSL_cleanse(memory.baseAddress, memory.count)
            unsafe memory.deallocate()
            throw error
        }
    }

    deinit {
        unsafe OPENSSL_cleanse(storage.baseAddress, storage.count)
        unsafe storage.deallocate()
    }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { count == 0 }

    /// Lends the bytes. The pointer is valid, and may be kept, only until `body` returns.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeRawBufferPointer(rebasing: storage[..<count]))
    }

    /// Whether both hold the same bytes, in a time that depends on the lengths only (`CRYPTO_memcmp`).
    public func equals(_ other: SecretBytes) -> Bool {
        guard count == other.count else { return false }
        return unsafe withUnsafeBytes { mine in
            unsafe other.withUnsafeBytes { theirs in
                unsafe CRYPTO_memcmp(mine.baseAddress, theirs.baseAddress, mine.count) == 0
            }
        }
    }

    /// A placeholder, never the bytes.
    public var description: String { "<secret>" }

    /// A placeholder, never the bytes.
    public var debugDescription: String { description }

    /// No children, so that `dump` and the debugger show none.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
