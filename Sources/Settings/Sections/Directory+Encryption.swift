extension Configuration.Directory {
    /// Passwords cross the network encrypted, unless somebody has written that they need not.
    static func checkEncryption(
        of servers: [Located<ServerURL>], startTLS: Located<Bool>, plainText: Located<Bool>,
        _ section: Section
    ) {
        if startTLS.value, plainText.value {
            section.report(
                "contradicts start-tls, which encrypts: remove one of the two",
                at: Position(line: plainText.line, column: plainText.column), key: "plain-text")
        }
        for server in servers {
            let place = Position(line: server.line, column: server.column)
            let address = quoted(server.value.text)
            if server.value.isTLS, startTLS.value {
                section.report(
                    "\(address) is encrypted from the first byte and takes no StartTLS: "
                        + "remove start-tls, or write ldap://", at: place, key: "servers")
            }
            // What goes wrong in start-tls itself is reported there; it does not make the address wrong too.
            let isUnprotected = !server.value.isTLS && !server.value.isLoopback
            if isUnprotected, !startTLS.value, !plainText.value, !hasWrong("start-tls", section) {
                section.report(
                    "\(address) would carry every password unencrypted: write ldaps://, or start-tls: true "
                        + "(or plain-text: true where the network is trusted)", at: place, key: "servers")
            }
        }
    }

    private static func hasWrong(_ key: String, _ section: Section) -> Bool {
        section.has(key) && section.findings.problems.contains { $0.key == section.path(of: key) }
    }
}
