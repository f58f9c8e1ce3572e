/// The address of one directory server, as far as its encryption can be judged from it.
struct ServerURL {
    /// As it is written.
    let text: String
    /// ldaps://: encrypted from the first byte.
    let isTLS: Bool
    /// Whether the server is on this machine.
    let isLoopback: Bool

    static func parse(_ text: String) throws(Invalid) -> ServerURL {
        let form = "write ldaps://ldap.example.org or ldap://ldap.example.org"
        if text.lowercased().hasPrefix("dns:") || text.afterScheme("ldapi") != nil {
            throw Invalid("\(quoted(text)) is of a kind that this release does not support yet: \(form)")
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
            text: text, isTLS: secure != nil,
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
