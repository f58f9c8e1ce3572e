internal import Glibc

/// The size of a worker's stack, in bytes.
private let stackSize = 1 << 20

/// Starts a thread that works for `server` until its end.
///
/// The thread blocks all signals but those of its own faults: they are the program's to wait for, in one place, and a
/// peer that is gone is an error of write(2) here, never SIGPIPE.
func startWorkerThread(for server: Server) throws(ServerError) -> pthread_t {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, stackSize)

    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS] { unsafe sigdelset(&all, fault) }
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }

    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(server)
    let code = unsafe pthread_create(&thread, &attributes, workerThreadMain, context.toOpaque())
    guard code == 0 else {
        unsafe context.release()
        throw .system(call: "pthread_create", code: code)
    }
    return thread
}

/// Where a worker's thread begins. A free function in a file of its own, for a closure can be inferred `@MainActor`.
private func workerThreadMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    let server = unsafe Unmanaged<Server>.fromOpaque(context).takeRetainedValue()
    Worker(server).run()
    return nil
}
