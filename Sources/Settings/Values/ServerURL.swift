/// The address of one directory server, as far as its encryption can be judged from it.
struct ServerURL {
    /// How the conversation begins.
    enum Scheme {
        /// In plain text.
        case ldap
        /// With TLS from the first byte.
        case ldaps
        /// Through a Unix socket of this machine.
        case ldapi
    }

    /// As it is written.
    let text: String
    let scheme: Scheme
    /// Whether the server is on this machine.
    let isLoopback: Bool

    /// Two texts of one address: only paths know upper from lower case.
    var comparable: String { scheme == .ldapi ? text : text.lowercased() }

    static func parse(_ text: String) throws(Invalid) -> ServerURL {
        let form = "write ldaps://ldap.example.org or ldap://ldap.example.org"
        if DomainName.isMeant(by: text) {
            throw Invalid("\(quoted(text)) stands alone, without a list: write servers: dns:example.org")
        }
        if let path = text.afterScheme("ldapi") {
            try SocketURL.check(path, in: text)
            return ServerURL(text: text, scheme: .ldapi, isLoopback: true)
        }
        let secure = text.afterScheme("ldaps")
        guard let rest = secure ?? text.afterScheme("ldap") else {
            throw Invalid("\(quoted(text)) does not begin with ldaps:// or ldap://: \(form)")
        }
        let authority = rest.hasSuffix("/") ? rest.dropLast() : rest
        guard !authority.contains(where: { "/?#@".contains($0) }) else {
            throw Invalid("\(quoted(text)) goes on behind the host: \(form)")
        }
        return ServerURL(
            text: text, scheme: secure == nil ? .ldap : .ldaps,
            isLoopback: HostName.isLoopback(try host(of: authority, in: text)))
    }

    private static func host(of authority: Substring, in text: String) throws(Invalid) -> String {
        var host = authority
        var port: Substring?
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            host = authority[..<end].dropFirst()
            let rest = authority[authority.index(after: end)...]
            port = rest.isEmpty ? nil : rest.hasPrefix(":") ? rest.dropFirst() : ""
            guard host.contains(":"),
                host.allSatisfy({ $0.isASCII && $0.isHexDigit || $0 == ":" || $0 == "." })
            else {
                throw Invalid(
                    "\(quoted(text)) has no IPv6 address in its brackets: write ldaps://[2001:db8::1]")
            }
        } else {
            if let colon = authority.firstIndex(of: ":") {
                host = authority[..<colon]
                port = authority[authority.index(after: colon)...]
            }
            guard HostName.parse(host) != nil else {
                throw Invalid("\(quoted(text)) has no host that is a name: write ldaps://ldap.example.org")
            }
        }
        if let port, HostName.port(port) == nil {
            throw Invalid("\(quoted(text)) has no right port: write one from 1 to 65535, or none")
        }
        return host.lowercased()
    }
}
