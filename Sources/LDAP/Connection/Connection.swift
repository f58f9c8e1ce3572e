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
    let descriptor: Int32
    /// When it was opened.
    let opened = Deadline.now
    /// When it was last given back.
    var lastUsed = Deadline.now
    /// Whether the next operation may use it.
    private(set) var isUsable = true

    /// Takes over a socket that is connected to `server`.
    init?(server: ServerAddress, descriptor: Int32) {
        guard let handle = Handle(takingOwnershipOf: descriptor, url: server.description) else { return nil }
        self.server = server
        self.handle = handle
        self.descriptor = descriptor
    }

    deinit {
        // A spent connection gets no farewell: writing one could block or fail.
        if !isUsable { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }

    /// Whether the server has neither closed it nor announced that it will.
    var isQuiet: Bool { Socket.isQuiet(descriptor) }

    /// Runs one operation under the watchdog; a failure spends the connection.
    func operation<R>(until deadline: Deadline, _ body: () throws(LDAPError) -> R) throws(LDAPError) -> R {
        do {
            return try Watchdog.shared.guarding(descriptor, until: deadline, body)
        } catch {
            isUsable = false
            throw error
        }
    }

    /// Makes the connection one that the pool will not take back.
    func spend() { isUsable = false }
}
