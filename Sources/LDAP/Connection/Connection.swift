internal import CLDAP
internal import Glibc

/// One connection to one server. It has one user at a time; the pool lends it out.
///
/// Every operation is asynchronous in the library (`ldap_search_ext`, never `ldap_search_ext_s`) and waited for with
/// the time left. After any failure the connection is spent: `isUsable` is false and the pool drops it.
final class Connection: @unchecked Sendable {
    // The pool hands it from thread to thread under its lock, and to one at a time.
    let server: ServerAddress
    let handle: Handle
    /// Our own name for the socket: the library may close its one inside a failing call, and the number would then soon
    /// be somebody else's, which `shutdown` must not hit.
    let descriptor: Int32
    /// When it was opened.
    let opened = Deadline.now
    /// When it was last given back.
    var lastUsed = Deadline.now
    /// How many messages have come in.
    private(set) var answers = 0
    /// Whether the next operation may use it.
    private(set) var isUsable = true
    /// The searches that were sent before their answers are wanted.
    var begun: [Begun] = []
    /// Why a search could not be sent before its answer was wanted. Nothing may be sent after that: the library would connect
    /// anew by itself, without our checks.
    var failed: LDAPError?
    /// The operations whose answers nobody wants any more, and which may still come.
    var disowned: [Int32] = []

    /// Takes over a socket that is connected to `server`; where it fails, the socket is still the caller's.
    init?(server: ServerAddress, takingOwnershipOf descriptor: Int32) {
        let theirs = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard theirs >= 0 else { return nil }
        guard
            let handle = Handle(
                takingOwnershipOf: theirs, url: server.description, isLocal: server.scheme == .ldapi)
        else {
            close(theirs)
            return nil
        }
        self.server = server
        self.handle = handle
        self.descriptor = descriptor
    }

    deinit {
        // A spent connection gets no farewell: writing one could block or fail.
        if !isUsable { shutdown(descriptor, Int32(SHUT_RDWR)) }
        close(descriptor)
    }

    /// Whether the server has neither closed it nor announced that it will.
    var isQuiet: Bool {
        guard !disowned.isEmpty else { return Socket.isQuiet(descriptor) }
        settle()
        // While one is still to come, what the socket has says nothing.
        return isUsable && (!disowned.isEmpty || Socket.isQuiet(descriptor))
    }

    /// Runs one operation under the watchdog; a failure spends the connection.
    func operation<R>(until deadline: Deadline, _ body: () throws(LDAPError) -> R) throws(LDAPError) -> R {
        do {
            return try Watchdog.shared.guarding(descriptor, until: deadline, body)
        } catch {
            isUsable = false
            throw error
        }
    }

    /// Counts a message, so that the pool knows whether the server has dealt with a request.
    func noteAnswer() { answers += 1 }

    /// Makes the connection one that the pool will not take back.
    func spend() { isUsable = false }
}
