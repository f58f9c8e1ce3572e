import TestSupport

/// A machine with all of Jitsi Meet that install.sh and nginx see, for meet.example.org.
final class JitsiHost: Sendable {
    let machine: Machine

    /// The site files in Tests/SystemdTests/Host.
    enum Site: String {
        /// Since 2023: includes the drop-ins.
        case today
        /// Kept through all upgrades: does not.
        case of2021 = "2021"
    }

    init(site: Site = .today) throws {
        machine = try Machine()
        try machine.output("sh /repository/Tests/SystemdTests/Host/set-up.sh site-\(site.rawValue).conf")
    }

    /// Runs install.sh, without a terminal.
    func install(_ options: String = "") throws -> Machine.Outcome {
        try machine.run(Self.installer(options) + " 2>&1")
    }

    /// The command that installs the program under test.
    static func installer(_ options: String = "") -> String {
        "sh /repository/systemd/install.sh --binary /exchange/jitsi-ldap-login \(options)"
    }

    /// Does what install.sh leaves to the administrator. The directory does not answer, and need not.
    func fillIn(folder: String = "/etc/jitsi/ldap-login") throws {
        try machine.output(
            """
            sed -i 's|ldaps://CHANGE-ME|ldap://127.0.0.1:3890|; s|kind: CHANGE-ME|kind: openldap|; s|CHANGE-ME|dc=school,dc=test|' \
                \(folder)/config.yaml
            (umask 077 && echo 'the password' >\(folder)/ldap-password)
            """)
    }

    /// Installs, fills in and installs again: the responder runs.
    func installRunning(_ options: String = "") throws {
        _ = try install("--yes")
        try fillIn()
        let second = try install("--yes " + options)
        guard second.status == 0 else { throw MachineFailed(script: "install.sh", console: second.text) }
        // nginx reloads in its own time.
        guard eventually({ (try? self.answer(to: "/_login/to/Standup").status) == "200" }) else {
            throw MachineFailed(script: "the login page", console: second.text + (try log()))
        }
    }

    /// nginx's answer over TLS, as a visitor gets it.
    func answer(to path: String) throws -> (status: String, location: String, body: String) {
        let outcome = try machine.run(
            "curl -sk --max-time 20 --resolve meet.example.org:443:127.0.0.1"
                + #" -w '\n%{http_code} %header{location}' 'https://meet.example.org\#(path)'"#)
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        let last = (lines.last ?? "").split(separator: " ")
        return (
            String(last.first ?? "none"), String(last.dropFirst().first ?? ""),
            lines.dropLast().joined(separator: "\n")
        )
    }

    /// A property of a unit, as `systemctl show` has it.
    func property(_ name: String, of unit: String = "jitsi-ldap-login.service") throws -> String {
        try machine.output("systemctl show --value -p \(name) \(unit)")
    }

    func log(of unit: String = "jitsi-ldap-login.service") throws -> String {
        try machine.output("journalctl --no-pager -o cat -u \(unit)")
    }

    /// Every file, folder and link that an installation could touch: kind, rights, owner, content; and the units.
    ///
    /// But for names of units that are gone: the machines of all tests share their control groups, and systemd keeps the name
    /// of a service as long as another machine's runs in the group of that name.
    func snapshot() throws -> String {
        try machine.output(
            #"""
            find /etc /usr/local /var/lib -path /var/lib/nginx -prune -o -path /var/lib/systemd -prune \
                -o ! -path /var/lib/private -printf '%p %y %m %u %g %l\n' | sort
            find /etc /usr/local -type f -exec sha256sum {} + | sort -k 2
            find /run -maxdepth 1 -name 'jitsi*'
            systemctl list-units --all --plain --no-legend 'jitsi*' | grep -v ' not-found inactive dead ' || true
            """#)
    }

    /// What differs from an earlier snapshot, line by line; none: nothing does. systemd takes its time with units that stop.
    func changes(since before: String) throws -> [String] {
        var changes: [String] = []
        let isSettled = eventually(within: 60) {
            guard let now = try? self.snapshot() else { return false }
            changes = now.split(separator: "\n").map(String.init)
                .difference(from: before.split(separator: "\n").map(String.init)).map {
                    switch $0 {
                    case .insert(_, let line, _): "+ " + line
                    case .remove(_, let line, _): "- " + line
                    }
                }
            return changes.isEmpty
        }
        return isSettled ? [] : changes.isEmpty ? ["no snapshot could be taken"] : changes
    }
}
