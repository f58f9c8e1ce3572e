internal import CFastCGI
internal import Synchronization

extension Worker {
    /// How far in the future a held answer may lie.
    private static let longestHold: Duration = .seconds(60)
    /// How many exchanges a worker keeps for later.
    private static let spares = 4

    /// Takes the whole request that has arrived on a connection, and answers it or sees that it will be answered.
    func answer(_ connection: Connection, bodyBytes: Int) {
        let exchange = spare.popLast() ?? Exchange()
        guard exchange.read(from: connection, bodyBytes: bodyBytes) else {
            server.connections.remove(connection)
            return
        }
        connection.hasServed = true
        server.tally.requests.add(1, ordering: .relaxed)
        switch exchange.withRequest({ server.application.pace(of: $0) }) {
        case .quick: respond(to: exchange)
        case .slow: respondInLane(exchange, canWait: false)
        case .patient: respondInLane(exchange, canWait: true)
        }
    }

    private func respond(to exchange: Exchange) {
        let hasForm = exchange.withRequest { $0.bodyCount > 0 }
        let response = exchange.withRequest { server.application.respond(to: $0) }
        exchange.wipeBody()
        deliver(response, for: exchange)
        // Nobody has to wait for it.
        if hasForm { cfastcgi_wipe_stack() }
    }

    /// A worker that has finished a slow request takes the next one.
    private func respondInLane(_ exchange: Exchange, canWait: Bool) {
        let until = ContinuousClock.now + server.limits.slowWait
        switch server.slowLane.enter(exchange, canWait: canWait, until: until) {
        case .run:
            var next: (exchange: Exchange, canWait: Bool)? = (exchange, canWait)
            while let current = next {
                respond(to: current.exchange)
                next = server.slowLane.leave(canWait: current.canWait)
            }
        case .wait(let timer):
            if let timer { server.timers.schedule(.slowWait, at: timer) }
        case .full:
            refuse(exchange, .queueFull)
        }
    }

    /// Refuses the first slow request of the queue, where it has waited too long.
    func refuseExpired() {
        let (expired, timer) = server.slowLane.takeExpired(at: .now)
        if let timer { server.timers.schedule(.slowWait, at: timer) }
        if let expired { refuse(expired, .waitedTooLong) }
    }

    private func refuse(_ exchange: Exchange, _ why: ServerEvent.Overload) {
        server.tally.overloaded.add(1, ordering: .relaxed)
        server.report(.overloaded(why))
        send(exchange.withRequest { server.application.respondOverloaded(to: $0) }, for: exchange)
    }

    /// Sends a response, now or when its moment has come.
    private func deliver(_ response: Response, for exchange: Exchange) {
        let now = ContinuousClock.now
        guard let moment = response.notBefore, moment > now else { return send(response, for: exchange) }
        switch server.timers.hold(response, of: exchange, until: min(moment, now + Self.longestHold)) {
        case .held: server.tally.held.add(1, ordering: .relaxed)
        case .full: refuse(exchange, .heldFull)
        case .stopping: send(response, for: exchange)
        }
    }

    /// Sends a response, ends its request, and gives its connection back or closes it.
    func send(_ response: Response, for exchange: Exchange) {
        guard let connection = exchange.connection else { return }
        let keeps = exchange.keepsConnection
        exchange.withRequest { write(response, to: $0) }
        let isOpen = exchange.finish(with: answer, within: server.limits.sendWait)
        answer.wipe()
        if spare.count < Self.spares { spare.append(exchange) }
        if !isOpen {
            server.connections.remove(connection)
        } else if keeps && !server.connections.isStopping {
            release(connection)
        } else {
            close(connection)
        }
    }

    /// Writes a response into `answer`, or a bare 500 where it is not fit to be sent.
    func write(_ response: Response, to request: borrowing Request) {
        answer.wipe()
        do throws(Answer.Defect) {
            try answer.write(response, withBody: !request.has("REQUEST_METHOD", equalTo: "HEAD"))
        } catch {
            server.report(.unfitResponse("\(error)"))
            answer.wipe()
            answer.writeBareFailure()
        }
    }
}
