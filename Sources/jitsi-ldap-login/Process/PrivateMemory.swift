internal import ArgumentParser
internal import CProcess
internal import Glibc

/// Keeps what is in this process's memory inside: passwords on their way to the directory, keys, tokens.
///
/// Its third part, that freed memory is wiped, needs no call: Sources/CProcess/wiping-free.c.
enum PrivateMemory {
    /// Forbids core dumps, and everybody but root to look into the process or to trace it. For every command, as some
    /// ask for a password; to be called first of all.
    ///
    /// Where the system refuses, the program ends with `Exit.system` before it has a secret.
    static func close() {
        // The hard limit too, so that nothing can raise it again; getrlimit(2), `RLIMIT_CORE`. Programs that are
        // started from here inherit it.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0 else {
            refuse("setrlimit(RLIMIT_CORE)")
        }
        // A core_pattern with a pipe disregards the limit (core(5)); this it does not (prctl(2), `PR_SET_DUMPABLE`): no
        // core dump, no ptrace(2) by the same user, and /proc/PID/mem, environ and the like are root's (proc(5)).
        guard cprocess_set_dumpable(0) == 0, cprocess_get_dumpable() == 0 else {
            refuse("prctl(PR_SET_DUMPABLE)")
        }
    }

    private static func refuse(_ call: String) -> Never {
        Terminal.complain("\(SystemFailure(call)): the memory of this program could be read by others.")
        exit(Exit.system.rawValue)
    }
}
