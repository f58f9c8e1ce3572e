/// A site file of nginx, and where the drop-ins' include line is in the block of h.example.
///
/// The installer's reader and the one of `check --jitsi` are two programs for one thing: both are tested with these rows,
/// so that they agree.
public struct NginxSiteVector: Sendable, CustomStringConvertible {
    /// The file.
    public let site: String
    /// `included LINE`; `late LINE BEFORE`, behind the first location; `missing BEFORE`, the line to put it above; `none`
    /// where the host has no block.
    public let found: String
    public var description: String { site }

    private init(_ site: String, _ found: String) { (self.site, self.found) = (site, found) }

    private static let include = "include /etc/jitsi/meet/jaas/*.conf;"

    public static let all = [
        Self(
            "server {\nserver_name h.example;\nlisten 443 ssl;\n\(include)\nlocation / { }\n}",
            "included 4"),
        Self("server {\nserver_name h.example;\nlisten 443 ssl;\nlocation / { }\n}", "missing 4"),
        Self(
            "server {\nserver_name h.example;\nlisten 443 ssl;\n# \(include)\n\nlocation / { }\n}",
            "missing 6"),
        Self("server {\nserver_name h.example;\nlocation / { }\n\(include)\n}", "late 4 3"),
        Self("server {\nserver_name other.example;\nlocation / { }\n}", "none"),
        Self("server { server_name other.example h.example;\nlocation / { } }", "missing 2"),
        Self("server { server_name H.Example;\nlocation ~ \"{;}\" { } }", "missing 2"),
        // Another site's line does not count, nor does the one of the block that only redirects.
        Self(
            "server { server_name other.example; \(include)\nlocation / { } }\n"
                + "server { server_name h.example; listen 443 ssl;\nlocation / { } }", "missing 4"),
        Self(
            "server { server_name h.example; listen 80;\n\(include) location / { } location /a { } }\n"
                + "server { server_name h.example; listen 443 ssl;\nlocation / { } }", "missing 4"),
        Self(
            "server { listen 443 ssl;\nserver_name h.example;\nset $a ${b};\nlocation / { } }",
            "missing 4"),
        Self(
            "server { listen 443 ssl;\nserver_name h.example;\nset $a ${b};\nlocation ~ ^/([^/?&:'\"]+)$ { } }",
            "missing 4"),
        Self("", "none"),
    ]
}
