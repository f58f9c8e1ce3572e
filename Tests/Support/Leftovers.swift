import Foundation

/// The servers and folders that nobody has let go of. What a test keeps in a static never goes out of scope; it is
/// stopped and removed when the test process exits.
enum Leftovers {
    private struct State {
        var servers: Set<Int32> = []
        var folders: Set<String> = []
    }

    private static let state = Locked(State())
    private static let atExit: Void = { _ = atexit { Leftovers.clear() } }()

    static func add(server pid: Int32) {
        atExit
        state.withLock { _ = $0.servers.insert(pid) }
    }

    static func remove(server pid: Int32) { state.withLock { _ = $0.servers.remove(pid) } }

    static func add(folder path: String) {
        atExit
        state.withLock { _ = $0.folders.insert(path) }
    }

    static func remove(folder path: String) { state.withLock { _ = $0.folders.remove(path) } }

    private static func clear() {
        let left = state.withLock { $0 }
        for pid in left.servers { kill(pid, SIGTERM) }
        for path in left.folders { try? FileManager.default.removeItem(atPath: path) }
    }
}
