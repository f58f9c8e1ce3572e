import Foundation

/// A thread for one test's work.
///
/// Not Foundation's: what that keeps for each thread is given back at the thread's very end, when ThreadSanitizer has let go
/// of the thread already, and now and then crashes it.
public final class TestThread: Sendable {
    private enum State { case new, running, finished }

    private let state = Locked(State.new)
    private let body: @Sendable () -> Void

    /// A thread that is still to be started.
    public init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    /// Starts a thread that nobody asks about.
    public static func detach(_ body: @escaping @Sendable () -> Void) { TestThread(body).start() }

    /// Whether it has come to its end.
    public var isFinished: Bool { state.withLock { $0 == .finished } }

    /// Starts it, once.
    public func start() {
        let isNew = state.withLock { state in
            defer { state = .running }
            return state == .new
        }
        precondition(isNew, "a thread is started once")
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, runTestThread, Unmanaged.passRetained(self).toOpaque())
        precondition(code == 0, "no thread: \(String(cString: strerror(code)))")
        pthread_detach(thread)
    }

    fileprivate func run() {
        body()
        state.withLock { $0 = .finished }
    }
}

/// A free function: a closure could be inferred to belong to the main actor and would trap here.
private func runTestThread(_ thread: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let thread { Unmanaged<TestThread>.fromOpaque(thread).takeRetainedValue().run() }
    return nil
}
