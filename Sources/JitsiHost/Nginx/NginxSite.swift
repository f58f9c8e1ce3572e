/// The server block of Jitsi Meet in an nginx file, and where our drop-ins come into it.
struct NginxSite {
    enum Include: Equatable {
        case present(line: Int)
        /// Behind locations: expressions are tried in order, so a bounce never matches.
        case late(line: Int, before: Int)
        /// It belongs above this line.
        case missing(before: Int)
    }

    let server: NginxDirective
    let include: Include

    /// The block that serves `host`: the one over TLS, else the one with the most locations, as its neighbour on port 80
    /// only redirects. nil where the file has none.
    init?(host: String, in file: NginxDirective) {
        let servers = file.all.filter { $0.isBlock && $0.name == "server" }.filter { server in
            server.named("server_name").contains { $0.words.dropFirst().contains { $0.lowercased() == host } }
        }
        let withTLS = servers.filter(Self.hasTLS)
        let best = (withTLS.isEmpty ? servers : withTLS).max {
            $0.named("location").count < $1.named("location").count
        }
        guard let best, let location = best.named("location").first else { return nil }
        server = best
        let folder = NginxSite.dropIns + "/*"
        let line = best.named("include").first { $0.words.dropFirst().first?.hasPrefix(folder) == true }?.line
        include =
            if let line {
                line > location.line ? .late(line: line, before: location.line) : .present(line: line)
            } else {
                .missing(before: location.line)
            }
    }

    /// The folder that Jitsi's site file includes before all locations.
    static let dropIns = "/etc/jitsi/meet/jaas"

    private static func hasTLS(_ server: NginxDirective) -> Bool {
        !server.named("ssl_certificate").isEmpty
            || server.named("listen").contains { $0.words.contains("ssl") }
    }

    /// A redirect of who has no `jwt` argument, inside a location: from a hand-made login.
    var bounceInLocation: NginxDirective? {
        server.named("location").flatMap(\.all).first { directive in
            directive.name == "if" && directive.words.contains { $0.contains("$arg_jwt") }
        }
    }
}
