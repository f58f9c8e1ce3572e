internal import LDAP
internal import Login
internal import Synchronization

/// How the logins since the start ended, for `/metrics`.
final class LoginCounters: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func count(_ outcome: LoginOutcome) {
        counts.withLock { $0[outcome.label, default: 0] += 1 }
    }

    /// All of it in the text format of Prometheus.
    func text(servers: [ServerStatistics]) -> String {
        var text = """
            # HELP jitsi_ldap_login_logins_total Login attempts by how they ended.
            # TYPE jitsi_ldap_login_logins_total counter

            """
        for (outcome, count) in counts.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            text += "jitsi_ldap_login_logins_total{outcome=\"\(outcome)\"} \(count)\n"
        }
        text += """
            # HELP jitsi_ldap_login_directory_up Whether the directory server is asked in its turn (1) or left for a while (0).
            # TYPE jitsi_ldap_login_directory_up gauge

            """
        for server in servers {
            text += "jitsi_ldap_login_directory_up{server=\"\(server.server)\"} \(server.isHeldOff ? 0 : 1)\n"
        }
        return text
    }
}
