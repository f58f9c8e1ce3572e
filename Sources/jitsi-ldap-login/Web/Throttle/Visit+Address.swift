internal import Login

extension Visit {
    /// Whose address it is that nginx saw.
    enum Origin: Equatable {
        /// One visitor's, or one network's.
        case visitor(ClientAddress)
        /// That of a proxy which the configuration names.
        case proxy
        /// One of this machine itself: something here hands everybody on to nginx. Or none.
        case machine
    }

    /// Whose address it is. A multiplexer or proxy on this machine comes by loopback, or from the very address that it
    /// connects to.
    func origin(proxies: [AddressRange]) -> Origin {
        guard let address = ClientAddress(client), !address.isLoopback else { return .machine }
        if proxies.contains(where: { $0.contains(address) }) { return .proxy }
        return address == serverAddress.flatMap { ClientAddress($0) } ? .machine : .visitor(address)
    }
}
