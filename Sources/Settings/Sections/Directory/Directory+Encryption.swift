extension Configuration.Directory {
    /// Passwords cross the network encrypted, unless somebody has written that they need not.
    static func checkEncryption(
        of servers: WrittenServers, startTLS: Located<Bool>, plainText: Located<Bool>, _ section: Section
    ) {
        if startTLS.value, plainText.value {
            section.report(
                "contradicts start-tls, which encrypts: remove one of the two",
                at: plainText.position, key: "plain-text")
        } else if plainText.value, let domain = servers.domain {
            section.report(
                "is not for servers that DNS names, where whoever answers for \(quoted(domain.value)) would get every "
                    + "password: remove it, or list the servers", at: plainText.position, key: "plain-text")
        } else if plainText.value, !servers.addresses.isEmpty,
            !servers.addresses.contains(where: { $0.value.scheme == .ldap })
        {
            section.findings.notice(
                "is not used: no server is an ldap:// address", at: section.keyPosition("plain-text"),
                key: section.path(of: "plain-text"))
        }
        for server in servers.addresses {
            let address = quoted(server.value.text)
            if startTLS.value, server.value.scheme == .ldaps {
                section.report(
                    "\(address) is encrypted from the first byte and takes no StartTLS: "
                        + "remove start-tls, or write ldap://", at: server.position, key: "servers")
            }
            if startTLS.value, server.value.scheme == .ldapi {
                section.report(
                    "\(address) is a socket of this machine and takes no StartTLS: "
                        + "remove start-tls, or the socket", at: server.position, key: "servers")
            }
            // What goes wrong in start-tls itself is reported there; it does not make the address wrong too.
            let isUnprotected = server.value.scheme == .ldap && !server.value.isLoopback
            if isUnprotected, !startTLS.value, !plainText.value, !hasWrong("start-tls", section) {
                section.report(
                    "\(address) would carry every password unencrypted: write ldaps://, or start-tls: true "
                        + "(or plain-text: true where the network is trusted)", at: server.position,
                    key: "servers")
            }
        }
    }

    private static func hasWrong(_ key: String, _ section: Section) -> Bool {
        section.has(key) && section.findings.problems.contains { $0.key == section.path(of: key) }
    }
}
