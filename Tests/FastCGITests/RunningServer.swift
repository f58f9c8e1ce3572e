import Foundation
import Synchronization
import TestSupport

@testable import FastCGI

/// A server that runs on a thread of its own, and stops with its last owner.
final class RunningServer: Sendable {
    let folder: TemporaryFolder
    let path: String
    let application = TestApplication()
    let server: Server
    private let reported: Reported
    private let end = Ended()

    private final class Reported: Sendable {
        let events = Locked<[ServerEvent]>([])
    }
    private final class Ended: Sendable {
        let hasEnded = Atomic(false)
    }

    init(workers: Int = 4, limits: Limits = Limits()) throws {
        folder = try TemporaryFolder()
        path = folder.file("s")
        let reported = Reported()
        self.reported = reported
        let end = end
        let server = try Server(
            listener: try ListeningSocket.open(path: path, mode: 0o600), workers: workers, limits: limits,
            application: application, report: { event in reported.events.withLock { $0.append(event) } })
        self.server = server
        TestThread.detach {
            try? server.run()
            end.hasEnded.store(true, ordering: .releasing)
        }
    }

    deinit { server.stop() }

    func client() throws -> RawClient { try RawClient(path) }

    var events: [ServerEvent] { reported.events.withLock { $0 } }
    var seen: [String] { application.seen.withLock { $0 } }
    var hasEnded: Bool { end.hasEnded.load(ordering: .acquiring) }

    /// Stops, and returns the seconds until the server had ended; nil where it did not within `limit`.
    func stop(within limit: Double = 20) -> Double? {
        let start = ContinuousClock.now
        server.stop()
        guard eventually(within: limit, { self.hasEnded }) else { return nil }
        return (ContinuousClock.now - start) / .seconds(1)
    }
}

/// The seconds that `work` takes.
func seconds(_ work: () throws -> Void) rethrows -> Double {
    try ContinuousClock().measure(work) / .seconds(1)
}
