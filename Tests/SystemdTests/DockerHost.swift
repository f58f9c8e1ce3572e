import TestSupport

/// A machine that nginx/README.md's section "Docker" has been followed on: the responder under systemd on the host, and
/// nginx on the paths of docker-jitsi-meet's web image, in a container in all but Docker (Docker/container.sh).
final class DockerHost: Sendable {
    let machine: Machine
    private let port: Int

    enum Image: String, CaseIterable {
        /// Since stable-11146 (June 2026): user and group 1000, read-only, settings copied at the start.
        case rootless
        /// Before: nginx's workers are www-data.
        case rooted
    }

    /// - Parameter group: what the socket unit's drop-in says; nil for no drop-in.
    init(_ image: Image, group: String?) throws {
        port = image == .rootless ? 8443 : 443
        machine = try Machine()
        try machine.output(
            "sh /repository/Tests/SystemdTests/Docker/set-up.sh \(image.rawValue) \(group ?? "")")
        // The container is up, and has made the folder as Docker would; now comes the responder.
        try waitForNginx()
        try machine.output("systemctl --quiet enable --now jitsi-ldap-login.socket jitsi-ldap-login.service")
    }

    /// nginx's answer over TLS, as a visitor gets it.
    func answer(to path: String, _ options: String = "") throws -> (
        status: String, location: String, body: String
    ) {
        let outcome = try machine.run(
            "curl -sk --max-time 20 --connect-to ::127.0.0.1:\(port) \(options)"
                + #" -w '\n%{http_code} %header{location}' 'https://meet.example.org\#(path)'"#)
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        let last = (lines.last ?? "").split(separator: " ")
        return (
            String(last.first ?? "none"), String(last.dropFirst().first ?? ""),
            lines.dropLast().joined(separator: "\n")
        )
    }

    /// All that nginx has logged, requests and errors.
    func log() throws -> String { try machine.output("cat /var/log/web.log") }

    private func waitForNginx() throws {
        guard eventually({ (try? self.answer(to: "/config.js").status) == "200" }) else {
            throw MachineFailed(
                script: "the web container",
                console: (try? machine.output("cat /var/log/web.log; systemctl status web; true")) ?? "")
        }
    }
}
