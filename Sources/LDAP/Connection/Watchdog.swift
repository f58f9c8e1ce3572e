// CLDAP too: its header includes <sys/socket.h>, whose constants then count as its own.
internal import CLDAP
internal import Glibc
internal import Locks

/// Ends conversations whose time is over, whatever the library is doing: a server that sends a byte now and then keeps
/// libldap reading for ever, and only the end of the connection gets it out.
///
/// One thread for the process; it sleeps until the earliest deadline and finds most of them taken back by then.
final class Watchdog: Sendable {
    /// The process's watchdog.
    static let shared = Watchdog()

    private struct State {
        var watched: [UInt64: (deadline: Deadline, descriptor: Int32)] = [:]
        var nextNumber: UInt64 = 0
        var wakes = Deadline(in: .seconds(3600))
        var isRunning = false
    }

    private let state = Monitor(State())

    /// Runs `body`; shuts `descriptor` down (`shutdown(2)`, so that the number stays taken) at the deadline.
    func guarding<R, Failure: Error>(
        _ descriptor: Int32, until deadline: Deadline, _ body: () throws(Failure) -> R
    ) throws(Failure) -> R {
        let number = watch(descriptor, until: deadline)
        defer { _ = state.withLock { $0.watched.removeValue(forKey: number) } }
        return try body()
    }

    private func watch(_ descriptor: Int32, until deadline: Deadline) -> UInt64 {
        let (number, isEarlier, mustStart) = state.withLock { state in
            state.nextNumber += 1
            state.watched[state.nextNumber] = (deadline, descriptor)
            let mustStart = !state.isRunning
            state.isRunning = true
            return (state.nextNumber, deadline < state.wakes, mustStart)
        }
        // Without a thread the deadlines inside libldap still hold; the next call tries again.
        if mustStart, !startThread({ Watchdog.shared.run() }) { state.withLock { $0.isRunning = false } }
        if isEarlier { state.change { $0.wakes = min($0.wakes, deadline) } }
        return number
    }

    private func run() {
        while true {
            let wakes = state.withLock { state in
                // Under the lock: whoever takes a descriptor back can close it only after.
                for (number, item) in state.watched where item.deadline.hasPassed {
                    shutdown(item.descriptor, Int32(SHUT_RDWR))
                    state.watched.removeValue(forKey: number)
                }
                state.wakes = state.watched.values.map(\.deadline).min() ?? Deadline(in: .seconds(3600))
                return state.wakes
            }
            _ = state.wait(until: wakes) { $0.wakes < wakes ? true : nil }
        }
    }
}
