import TestSupport
import Testing

@Suite("install.sh undoes itself, byte for byte,")
struct UndoTests {
    @Test("where nginx does not accept the result")
    func fresh() throws {
        let host = try JitsiHost(site: .of2021)
        // The drop-in repeats this exact location, which nginx refuses, but only once the site includes it.
        try host.machine.output(
            """
            sed -i 's|^    # ensure all|    location = /plugin.head.html { return 204; }\\n&|' \
                /etc/nginx/sites-available/meet.example.org.conf
            """)
        let before = try host.snapshot()
        let outcome = try host.install("--edit-site --yes")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("duplicate location"))
        #expect(outcome.output.contains("Undone"))
        #expect(try host.changes(since: before) == [])
        #expect(try host.machine.run("nginx -t").status == 0)
    }

    @Test("and leaves the old responder running where an upgrade fails")
    func upgrade() throws {
        let host = try JitsiHost()
        try host.installRunning("--bounce")
        let before = try host.snapshot()
        let process = try host.property("MainPID")
        // A program that passes the check and never becomes ready.
        try host.machine.output(
            """
            printf '#!/bin/sh\\n[ "$1" = check ] && exit 0\\nexit 1\\n' >/root/broken && chmod 755 /root/broken
            """)
        let outcome = try host.machine.run(
            "sh /repository/systemd/install.sh --binary /root/broken --yes 2>&1")
        #expect(outcome.status == 1, "\(outcome.text)")
        #expect(outcome.output.contains("does not start"))
        #expect(try host.changes(since: before) == [])
        #expect(try host.property("ActiveState") == "active")
        #expect(try host.property("MainPID") != process)
        #expect(try host.answer(to: "/_login/to/Standup").status == "200")
    }

    @Test("and does not begin where nginx's configuration is broken before")
    func brokenBefore() throws {
        let host = try JitsiHost()
        try host.machine.output("echo 'nonsense;' >/etc/nginx/conf.d/broken.conf")
        let before = try host.snapshot()
        let outcome = try host.install("--yes")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("broken.conf"))
        #expect(try host.changes(since: before) == [])
    }
}
