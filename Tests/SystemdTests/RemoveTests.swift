import TestSupport
import Testing

@Suite("install.sh --remove")
struct RemoveTests {
    @Test(
        "leaves nothing behind with --purge, in the site file neither",
        arguments: [JitsiHost.Site.today, .of2021])
    func purge(site: JitsiHost.Site) throws {
        let host = try JitsiHost(site: site)
        let before = try host.snapshot()
        try host.installRunning("--bounce --edit-site")
        #expect(try host.snapshot() != before)
        let outcome = try host.install("--remove --purge --yes")
        #expect(outcome.status == 0, "\(outcome.text)")
        let changes = try host.changes(since: before)
        #expect(changes == [])
        #expect(eventually { (try? host.answer(to: "/Standup").status) == "200" })
    }

    @Test("keeps settings and secrets, and a later installation finds them")
    func keepsSettings() throws {
        let host = try JitsiHost()
        try host.installRunning()
        let settings = "cd /etc/jitsi/ldap-login && sha256sum *"
        let before = try host.machine.output(settings)
        #expect(try host.install("--remove").status == 0)
        #expect(try host.machine.output(settings) == before)
        #expect(try host.machine.run("systemctl cat jitsi-ldap-login.service").status != 0)
        #expect(try host.install().status == 0)
        #expect(try host.property("ActiveState") == "active")
    }

    @Test("asks before it deletes settings, and does not where nobody can answer")
    func asks() throws {
        let host = try JitsiHost()
        try host.installRunning()
        let before = try host.snapshot()
        #expect(try host.install("--remove --purge").status == 1)
        #expect(try host.changes(since: before) == [])
    }
}
