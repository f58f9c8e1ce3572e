internal import Glibc
internal import Synchronization

/// Answers the requests that come in on a listening socket, on a fixed number of threads.
///
/// No thread is ever held by a peer: all wait in one epoll, and a request is looked at only when it is whole. What
/// needs a thread for long (`Pace.slow`) leaves at least two of them to the rest.
public final class Server: Sendable {
    let listener: ListeningSocket
    let limits: Limits
    let application: any Application
    let report: Reporter
    let tally = Tally()
    let readiness: Readiness
    let timers: Timers
    let connections: Connections
    let slowLane: SlowLane
    private let workers: Int
    private let stopSignal: Signal
    private let endSignal: Signal
    private let hasRun = Atomic(false)

    /// Sets up everything but the threads. Signals that libfcgi takes over (SIGTERM, SIGUSR1, SIGPIPE) are given back.
    ///
    /// - Parameters:
    ///   - workers: the number of threads, 1 or more. At most `workers - 2` of them, but one at least, answer slow
    ///     requests at once: so from 3 on a slow directory does not take the quick requests with it. Of these, at
    ///     most `workers / 4`, but one at least, answer patient requests.
    ///   - report: called on any thread, several at once, with what an operator wants to know; it should be quick.
    /// - Throws: `ServerError`, where libfcgi or the kernel refuses.
    public init(
        listener: ListeningSocket, workers: Int, limits: Limits = Limits(), application: any Application,
        report: @escaping @Sendable (ServerEvent) -> Void = { _ in }
    ) throws(ServerError) {
        guard Library.started == 0 else { throw .library(Library.started) }
        self.listener = listener
        self.workers = max(workers, 1)
        self.limits = limits
        self.application = application
        self.report = Reporter(report)
        readiness = try Readiness()
        timers = try Timers(heldLimit: limits.held)
        stopSignal = try Signal()
        endSignal = try Signal()
        connections = Connections(limit: limits.connections, end: endSignal)
        slowLane = SlowLane(
            all: SlowLane.Room(running: max(1, workers - 2), waiting: limits.slowQueue),
            patient: SlowLane.Room(running: max(1, workers / 4), waiting: limits.patientQueue))
        try readiness.add(
            listener: listener.descriptor, timer: timers.descriptor, stop: stopSignal.descriptor,
            end: endSignal.descriptor)
    }

    /// Answers requests until `stop` was called and everything at hand is answered. Only the first call does that.
    ///
    /// - Throws: `ServerError`, where a thread could not be started; those that could have ended by then.
    public func run() throws(ServerError) {
        guard !hasRun.exchange(true, ordering: .acquiringAndReleasing) else { return }
        timers.schedule(.expire, at: .now + expiryInterval)
        var threads: [pthread_t] = []
        var failure: ServerError?
        for _ in 0..<workers {
            do throws(ServerError) {
                threads.append(try startWorkerThread(for: self))
            } catch {
                failure = error
                stop()
                break
            }
        }
        for thread in threads { pthread_join(thread, nil) }
        if let failure { throw failure }
    }

    /// Begins to stop, from any thread: no connection is accepted any more, held answers go out, idle connections are
    /// closed, and requests that have arrived are answered. Then `run` returns. Twice does no harm.
    public func stop() { stopSignal.give() }

    /// What has been done so far.
    public var counters: ServerCounters {
        var counters = ServerCounters()
        counters.accepted = tally.accepted.load(ordering: .relaxed)
        counters.requests = tally.requests.load(ordering: .relaxed)
        counters.malformed = tally.malformed.load(ordering: .relaxed)
        counters.stalled = tally.stalled.load(ordering: .relaxed)
        counters.tooLarge = tally.tooLarge.load(ordering: .relaxed)
        counters.overloaded = tally.overloaded.load(ordering: .relaxed)
        counters.held = tally.held.load(ordering: .relaxed)
        counters.rounds = tally.rounds.load(ordering: .relaxed)
        counters.connectionsNow = connections.count
        counters.heldNow = timers.heldCount
        counters.waitingNow = slowLane.waitingCount
        return counters
    }

    /// How often idle connections are looked through.
    var expiryInterval: Duration { max(.milliseconds(10), min(limits.idle / 4, .seconds(5))) }
}
