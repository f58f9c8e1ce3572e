internal import Locks

/// The addresses of one server's name, looked up in the background.
///
/// `getaddrinfo` cannot be bounded in time; here a visitor waits for a first answer until their deadline, and later
/// ones find what the last look-up brought.
final class AddressBook: Sendable {
    private struct State {
        var addresses: [SocketAddress] = []
        var failure: String?
    }

    /// Asks for the addresses of a host with a port; may block.
    typealias Resolver =
        @Sendable (_ host: String, _ port: UInt16) -> Result<
            [SocketAddress], SocketAddress.LookUpFailure
        >

    private let server: ServerAddress
    private let resolve: Resolver
    private let state: Monitor<State>
    /// Whether the address is a number or a path, which needs no look-up.
    private let isFixed: Bool

    init(_ server: ServerAddress, resolve: @escaping Resolver = SocketAddress.resolve) {
        self.server = server
        self.resolve = resolve
        let fixed =
            server.socketPath.map { SocketAddress(path: $0) }
            ?? SocketAddress.numeric(host: server.host, port: server.port)
        isFixed = fixed != nil
        state = Monitor(State(addresses: fixed.map { [$0] } ?? []))
    }

    /// The addresses, best first.
    ///
    /// - Throws: `LDAPError` where the last look-up failed and none before it succeeded, or none ended in time.
    func addresses(until deadline: Deadline) throws(LDAPError) -> [SocketAddress] {
        let known = state.wait(until: deadline) { state in
            state.addresses.isEmpty && state.failure == nil ? nil : state
        }
        guard let known else { throw LDAPError(server: server, step: .lookUp, reason: .timedOut) }
        guard known.addresses.isEmpty else { return known.addresses }
        throw LDAPError(
            server: server, step: .lookUp, reason: .unreachable(known.failure ?? "the name has no address"))
    }

    /// Puts the first address last: what answered there was no working server, and a name may stand for several.
    func rotate() {
        state.withLock { state in
            if state.addresses.count > 1 { state.addresses.append(state.addresses.removeFirst()) }
        }
    }

    /// Asks the resolver; blocks for as long as that takes. A failure keeps what was known before.
    ///
    /// - Returns: whether it succeeded; where it failed otherwise than the last time, the resolver's words.
    func refresh() -> (succeeded: Bool, news: String?) {
        guard !isFixed else { return (true, nil) }
        switch resolve(server.host, server.port) {
        case .success(let found):
            state.change { state in
                // The order that rotation brought about stays where the addresses are the same.
                if Set(found) != Set(state.addresses) { state.addresses = found }
                state.failure = nil
            }
            return (true, nil)
        case .failure(let failure):
            let isNews = state.change { state in
                defer { state.failure = failure.words }
                return state.failure != failure.words
            }
            return (false, isNews ? failure.words : nil)
        }
    }
}
