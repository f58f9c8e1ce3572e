import Foundation

/// A program that runs beside the tests, and that is waited for by its pid.
///
/// Not Foundation's `Process`: that takes the closing of a socket for the end of a child, and a server that another thread
/// starts at the same moment may inherit it, so that a command of a second "runs" for as long as the server.
final class ChildProcess: Sendable {
    let pid: Int32

    /// As waitpid has told it, once it has.
    private let ending = Locked<Int32?>(nil)

    /// Starts `arguments` (the first is looked up in PATH and the sbin folders), in a process group of its own, with no more
    /// descriptors than these.
    init(
        _ arguments: [String], environment: [String: String], folder: String? = nil, input: Int32,
        output: Int32, errors: Int32
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in [input, output, errors].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        _ = closeFrom(&actions, 3)

        // The threads that run tests block signals, and a child would inherit that: SIGTERM would never arrive.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))

        // env looks the program up in the child's PATH.
        let place = folder.map { ["--chdir=\($0)"] } ?? []
        let words = (["env"] + place + arguments).map { strdup($0) } + [nil]
        let settings = searchingSystemFolders(adding: environment).map { strdup("\($0)=\($1)") } + [nil]
        defer { for word in words + settings { free(word) } }
        var started: pid_t = 0
        let code = posix_spawn(&started, "/usr/bin/env", &actions, &attributes, words, settings)
        guard code == 0 else {
            throw ChildDidNotStart(arguments: arguments, reason: String(cString: strerror(code)))
        }
        pid = started
    }

    /// The exit status, or the number of the signal that ended it; nil while it runs.
    var status: Int32? {
        ending.withLock { ending in
            var word: Int32 = 0
            if ending == nil, waitpid(pid, &word, WNOHANG) == pid { ending = word }
            return ending.map { $0 & 0x7f == 0 ? $0 >> 8 & 0xff : $0 & 0x7f }
        }
    }

    var isRunning: Bool { status == nil }

    /// Sends a signal, if there is still somebody to have it: nobody else can have got the number by then.
    func signal(_ number: Int32) {
        ending.withLock { if $0 == nil { kill(pid, number) } }
    }

    /// Waits for the end.
    ///
    /// - Returns: the exit status, or the number of the signal that ended it.
    func wait() -> Int32 {
        while true {
            if let status { return status }
            // Leaves the child to be asked for by all who wait.
            var ended = siginfo_t()
            _ = waitid(P_PID, id_t(pid), &ended, WEXITED | WNOWAIT)
        }
    }
}

/// A program could not be started.
struct ChildDidNotStart: Error, CustomStringConvertible {
    let arguments: [String]
    let reason: String

    var description: String { "\(arguments.joined(separator: " ")) could not be started: \(reason)" }
}

/// Of glibc 2.34, which shows it to Swift no more than its other extensions.
@_silgen_name("posix_spawn_file_actions_addclosefrom_np")
private func closeFrom(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ first: Int32) -> Int32
