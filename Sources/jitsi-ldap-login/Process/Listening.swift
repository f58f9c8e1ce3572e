internal import FastCGI
internal import Settings

/// What of the configuration takes a restart to change.
struct Listening: Equatable, Sendable {
    private let socket: String
    private let mode: Int
    private let group: Configuration.Listen.Group
    let workers: Int

    init(_ configuration: Configuration) {
        let listen = configuration.listen
        socket = listen.socket.value
        mode = listen.mode.value
        group = listen.group.value
        workers = listen.workers.value
    }

    /// Opens the socket of the configuration.
    func open() throws(ListenError) -> ListeningSocket {
        let group =
            switch group {
            case .name(let name): name
            case .number(let number): String(number)
            }
        return try ListeningSocket.open(path: socket, mode: UInt32(mode), group: group)
    }
}
