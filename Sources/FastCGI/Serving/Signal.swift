internal import CFastCGI
internal import Glibc

/// An eventfd(2): given once, seen by whoever waits for it.
final class Signal: Sendable {
    let descriptor: Int32

    init() throws(ServerError) {
        descriptor = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
        guard descriptor >= 0 else { throw .system(call: "eventfd", code: errno) }
    }

    deinit { close(descriptor) }

    /// Gives the signal. Once more does no harm.
    func give() { eventfd_write(descriptor, 1) }
}
