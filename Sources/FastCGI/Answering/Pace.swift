/// How long an answer takes.
public enum Pace: Sendable {
    /// Out of memory: it is answered at once.
    case quick
    /// Talks to the directory: some threads are never given to such requests, and some may have to wait.
    case slow
    /// Slow, and nobody is kept from anything while it waits: a quarter of the threads at most is given to such
    /// requests, those that wait have a queue of their own, and their turn comes after all that are merely slow.
    case patient
}
