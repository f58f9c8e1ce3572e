internal import FastCGI
internal import LDAP

/// The counters in the text format of Prometheus.
enum Metrics {
    static func text(
        _ logins: LoginCounters, _ server: ServerCounters?, _ directory: [ServerStatistics]
    ) -> String {
        var text = family(
            "logins_total", "counter", "Login attempts by how they ended.",
            logins.byOutcome.map { ("outcome=\"\($0.outcome)\"", UInt64($0.count)) })
        text += family(
            "sessions_used_total", "counter",
            "Uses of a session in the place of a password by how they ended.",
            logins.resumptions.map { ("outcome=\"\($0.outcome)\"", UInt64($0.count)) })
        text += family(
            "invitations_total", "counter",
            "Invitations wanted on the web, and links of invitations opened, by how that ended.",
            logins.invitations.map { ("outcome=\"\($0.outcome)\"", UInt64($0.count)) })
        text += family(
            "forms_refused_total", "counter",
            "Forms that were not acted on, as they came from no page that this browser had got lately, by why not.",
            logins.refusedForms.map { ("reason=\"\($0.reason)\"", UInt64($0.count)) })
        text += family(
            "throttled_total", "counter",
            "Logins and visits that have to wait, by what there was too much of.",
            logins.throttled.map { ("reason=\"\($0.reason)\"", UInt64($0.count)) })
        text += family(
            "account_problems_total", "counter",
            "Logins with a right password of an account that may not sign in, by what is wrong with it.",
            logins.byAccountProblem.map { ("reason=\"\($0.problem)\"", UInt64($0.count)) })
        text += family(
            "password_notices_total", "counter",
            "Admitted logins that were told first that their password expires or has expired.",
            [("", UInt64(logins.passwordNotices))])
        if let server {
            for (name, help, value) in [
                ("connections_total", "Connections accepted from nginx.", server.accepted),
                ("requests_total", "Requests answered.", server.requests),
                (
                    "malformed_total", "Connections closed for what a web server does not send.",
                    server.malformed
                ),
                (
                    "stalled_total", "Connections closed for a request that never became whole.",
                    server.stalled
                ),
                ("too_large_total", "Requests beyond 64 KiB.", server.tooLarge),
                ("overloaded_total", "Requests refused for want of room.", server.overloaded),
                ("held_total", "Answers held back.", server.held),
            ] {
                text += family(name, "counter", help, [("", value)])
            }
            for (name, help, value) in [
                ("connections", "Connections open now.", server.connectionsNow),
                ("held", "Answers held back now.", server.heldNow),
                ("waiting", "Logins and photos that wait for a place now.", server.waitingNow),
            ] {
                text += family(name, "gauge", help, [("", UInt64(max(0, value)))])
            }
        }
        text += family(
            "directory_up", "gauge",
            "1, or 0 for a directory server that is left alone until it answers again.",
            directory.map { ("server=\"\($0.server)\"", $0.isLeft ? 0 : 1) })
        text += family(
            "directory_left_total", "counter", "Times that a directory server was left.",
            directory.map { ("server=\"\($0.server)\"", UInt64(max(0, $0.timesLeft))) })
        text += family(
            "directory_probes_total", "counter",
            "Times that a directory server that was left was tried in the background.",
            directory.map { ("server=\"\($0.server)\"", UInt64(max(0, $0.probes))) })
        text += family(
            "directory_failures_total", "counter",
            "Times that a directory server did not do what it was asked.",
            directory.map { ("server=\"\($0.server)\"", UInt64(max(0, $0.failures))) })
        return text
    }

    private static func family(
        _ name: String, _ type: String, _ help: String, _ samples: [(label: String, value: UInt64)]
    ) -> String {
        let name = "jitsi_ldap_login_" + name
        var text = "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        for (label, value) in samples { text += name + (label.isEmpty ? "" : "{\(label)}") + " \(value)\n" }
        return text
    }
}
