internal import CFastCGI
internal import Glibc

extension Worker {
    /// Begins the stop, on the one worker that the signal woke. The others go on until nothing is open any more.
    func stop() {
        let idle = server.connections.beginStopping()
        server.readiness.remove(listener: server.listener.descriptor)
        server.listener.remove()
        for connection in idle {
            // What has arrived is still answered, by whichever worker the epoll wakes for it, and so is what comes in a
            // moment on a new connection.
            if hasInput(connection) {
                release(connection, evenStopping: true)
            } else if connection.hasServed {
                close(connection)
            } else {
                lookAgain(connection)
            }
        }
        for (exchange, response) in server.timers.stopHolding() { send(response, for: exchange) }
        if server.listener.file != nil { acceptTheRest() }
        server.connections.cancelReservation()
    }

    /// Whoever has connected to a socket of our own before it was removed would be lost with it. systemd's socket
    /// keeps them for the next process.
    private func acceptTheRest() {
        while true {
            let descriptor = cfastcgi_accept(server.listener.descriptor)
            guard descriptor >= 0 else { return }
            server.connections.reserveWhileStopping()
            if let connection = admit(descriptor) { lookAgain(connection) }
        }
    }

    private func hasInput(_ connection: Connection) -> Bool {
        var byte: UInt8 = 0
        return unsafe recv(
            connection.descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) > 0
    }
}
