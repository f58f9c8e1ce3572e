/// How the servers of the file are reached: what certificates and pins are good for depends on it.
struct Channel {
    /// Whether the file names any server, right enough to be judged.
    let isKnown: Bool
    /// Whether some server is spoken to by TLS.
    let usesTLS: Bool
    /// Whether every server is a socket of this machine.
    let isLocal: Bool
    /// The first server that is reached over the network without TLS.
    let plain: Located<String>?

    init(_ servers: WrittenServers, startTLS: Bool) {
        let addresses = servers.addresses
        isKnown = servers.servers != nil
        usesTLS =
            servers.domain != nil
            || addresses.contains { $0.value.scheme == .ldaps || ($0.value.scheme == .ldap && startTLS) }
        isLocal = !addresses.isEmpty && addresses.allSatisfy { $0.value.scheme == .ldapi }
        plain = startTLS ? nil : addresses.first { $0.value.scheme == .ldap }?.map(\.text)
    }
}
