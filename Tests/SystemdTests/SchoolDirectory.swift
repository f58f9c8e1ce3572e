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

    /// As `configure`, in the way that most sites have it: LDAPS, an authority of one's own, a password.
    ///
    /// - Parameter more: further sections of config.yaml.
    func configureAsUsual(more: String = "") throws {
        try host.machine.output("install -m 644 /root/pki/ca.pem /etc/jitsi/ldap-login/school-ca.pem")
        try configure(
            """
              servers: [ldaps://ldap.school.test]
              ca-file: school-ca.pem
              bind: {dn: "cn=jitsi,dc=school,dc=test"}
            \(more)
            """)
    }

    /// Runs Host/visitor.pl with these arguments.
    func visitor(_ arguments: String) throws -> Machine.Outcome {
        try host.machine.run(Self.visitor + " " + arguments)
    }

    private static let visitor = "perl /repository/Tests/SystemdTests/Host/visitor.pl"

    /// Somebody signs in through nginx, as a browser would, whose cookies are the file `jar` inside.
    ///
    /// - Returns: the answer's status, and where it leads.
    func login(_ uid: String, password: String, jar: String) throws -> (status: String, location: String) {
        try Self.answer(visitor("login \(jar) \(uid) \(password)"))
    }

    /// Whether the session in `jar` leads into a room, without a password.
    func leadsIn(jar: String) throws -> Bool {
        // A room of its own each time, as the same one again and again would be a loop.
        let answer = try Self.answer(visitor("ask \(jar) /_login/to/Room\(UInt32.random(in: 0 ... .max))"))
        guard ["200", "303"].contains(answer.status) else {
            throw MachineFailed(script: "a room with a session", console: "\(answer) \(log)")
        }
        return answer.status == "303"
    }

    private static func answer(_ outcome: Machine.Outcome) throws -> (status: String, location: String) {
        let words = outcome.output.trimmingCharacters(in: .newlines).split(separator: " ", maxSplits: 1)
        guard outcome.status == 0, let status = words.first else {
            throw MachineFailed(script: "visitor.pl", console: outcome.text)
        }
        return (String(status), words.count > 1 ? String(words[1]) : "")
    }

    /// Alice signs in, into the room Standup: the claims of her token, or nil where she is not let in.
    func login() throws -> [String: Any]? {
        let answer = try Self.answer(
            host.machine.run("ROOM=Standup \(Self.visitor) login /tmp/jar alice wonderland"))
        return Self.token(in: answer.location).flatMap { try? Self.claims(of: $0) }
    }

    /// The token in an address that leads into a room.
    static func token(in location: String) -> String? {
        let token = location.components(separatedBy: "jwt=").dropFirst().first
        return token?.split(separator: ".").count == 3 ? token : nil
    }

    private static func claims(of token: String) throws -> [String: Any]? {
        let part = token.components(separatedBy: ".")[1]
        let base64 = part.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - base64.count % 4) % 4)
        return try JSONSerialization.jsonObject(with: Data(base64Encoded: base64 + padding) ?? Data())
            as? [String: Any]
    }

    /// All that both sides logged, for a test's comment.
    var log: String { ((try? host.log()) ?? "") + ((try? host.log(of: "directory.service")) ?? "") }
}
