internal import CProcess
internal import Glibc

/// Memory that a moment needed and that is not needed any more: it goes back to the system, instead of being kept for good.
struct SpareMemory {
    /// So many answers that were held back took some megabytes together.
    static let worthwhile: UInt64 = 100

    private var released: UInt64 = 0

    /// As many heaps as threads can allocate at a time; to be called before the first thread starts. By default there are eight
    /// for each processor, and each grows for itself to the most that it ever had to hold.
    static func limitHeaps() {
        cprocess_limit_heaps(Int32(clamping: max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    }

    /// After reading the configuration: most of what was in use for that, code included, is never used again.
    static func releaseAfterSetup() {
        cprocess_release_free_memory()
        cprocess_release_startup_pages()
    }

    /// After many answers were held back, such as refusals of an attack: what they took, once they are gone.
    ///
    /// - Parameters:
    ///   - held: how many were held back, from the beginning.
    ///   - now: how many are, at this moment.
    mutating func releaseAfterHolding(_ held: UInt64, now: Int) {
        guard isWorthwhile(held, now: now) else { return }
        cprocess_release_free_memory()
    }

    mutating func isWorthwhile(_ held: UInt64, now: Int) -> Bool {
        guard now == 0, held - released >= Self.worthwhile else { return false }
        released = held
        return true
    }
}
