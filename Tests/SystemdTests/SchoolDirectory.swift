import Foundation
import TestSupport

/// The directory dc=school,dc=test on a Jitsi host, and the responder that asks it (Host/directory.sh).
struct SchoolDirectory {
    let host: JitsiHost

    /// Installs the responder and starts the directory.
    ///
    /// - Parameter slapd: further lines of slapd.conf(5).
    init(slapd: String = "") throws {
        host = try JitsiHost()
        try host.installRunning()
        try host.machine.output(
            """
            sh /repository/Tests/SystemdTests/Host/directory.sh '\(slapd)' \(Data(Pictures.jpeg).base64EncodedString())
            """)
    }

    /// Restarts the responder with these lines below `directory:`.
    func configure(_ directory: String, users: String = "{base: \"dc=school,dc=test\"}") throws {
        try host.machine.output(
            """
            cat >/etc/jitsi/ldap-login/config.yaml <<'END'
            meet: {url: "https://meet.example.org"}
            token: {app-id: school}
            directory:
              kind: openldap
              users: \(users)
            \(directory)
            END
            systemctl restart jitsi-ldap-login.service
            """)
    }

    /// Alice signs in through nginx, as a browser would: the claims of her token, or nil where she is not let in.
    func login() throws -> [String: Any]? {
        let outcome = try host.machine.run(
            """
            browse() { curl -sk --max-time 20 --resolve meet.example.org:443:127.0.0.1 -b /tmp/jar -c /tmp/jar "$@"; }
            rm -f /tmp/jar
            form=$(browse https://meet.example.org/_login/to/Standup | sed -n 's/.*name="form" value="\\([^"]*\\)".*/\\1/p')
            browse -o /dev/null -w '%header{location}' -H 'Origin: https://meet.example.org' \
                -d "form=$form" -d username=alice -d password=wonderland https://meet.example.org/_login/to/Standup
            """)
        let parts = outcome.output.components(separatedBy: "jwt=").last?.components(separatedBy: ".") ?? []
        guard parts.count == 3 else { return nil }
        let base64 = parts[1].replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - base64.count % 4) % 4)
        return try JSONSerialization.jsonObject(with: Data(base64Encoded: base64 + padding) ?? Data())
            as? [String: Any]
    }

    /// All that both sides logged, for a test's comment.
    var log: String { ((try? host.log()) ?? "") + ((try? host.log(of: "directory.service")) ?? "") }
}
