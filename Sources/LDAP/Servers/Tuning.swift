/// What no operator needs to set, and tests do.
struct Tuning: Sendable {
    /// When a server that was left is tried again.
    var backOff = BackOff()
    /// How old pooled connections may become.
    var ages = Lane.Ages()
    /// How often names are looked up and old connections closed: a changed address is found within this time.
    var upkeep = Duration.seconds(60)
    /// How many connections for searches, and as many for password checks, are kept open in the background to a server that
    /// somebody has asked; 0: none.
    var kept = 0
    /// How often it is looked whether they are.
    var look = Duration.seconds(1)
    /// How soon a name is looked up again that could not be.
    var lookUpRetry = Duration.seconds(5)
    /// How addresses are found.
    var resolve: AddressBook.Resolver = { SocketAddress.resolve(host: $0, port: $1) }
    /// Whom SRV records are asked of; nil: the system's name servers.
    var nameServer: NameServer?
    /// For how long SRV records are believed, whatever they say themselves.
    var recordLife = Duration.seconds(30)...Duration.seconds(3600)
    /// How soon they are asked for again after a failure; doubled with each, up to a minute.
    var discoveryRetry = Duration.seconds(5)
}
