import TestSupport
import Testing

@Suite("check --jitsi after install.sh")
struct CheckJitsiTests {
    @Test("names what install.sh leaves to the administrator, and nothing once that is done")
    func afterInstall() throws {
        let host = try JitsiHost()
        try host.installRunning("--bounce")
        try host.machine.output(
            "sed -i 's/^  moderators: \\[\\]/  moderators: [\"cn=teachers,dc=school,dc=test\"]/' /etc/jitsi/ldap-login/config.yaml"
        )
        let before = try host.machine.run("jitsi-ldap-login check --jitsi")
        #expect(before.status == 78, "\(before.text)")
        #expect(before.output.contains("nobody moderates by their token"), "\(before.text)")
        #expect(before.output.contains("tokenAuthUrl is missing"))
        // What install.sh put in place is right already, the secret with its quotes included.
        for line in [
            "app_secret is what is in token.secret-file", "app_id is token.app-id",
            "the site includes the drop-ins",
            "who has no token is led to the login", "the login answers at meet.example.org",
        ] {
            #expect(
                before.output.contains("     ok ") && before.output.contains(line),
                "\(line) in \(before.text)")
        }
        // As install.sh advises.
        try host.machine.output(
            #"""
            sed -i 's/"token_verification";/"token_verification"; "token_affiliation";/; s/app_id = "school";/&\n    allow_empty_token = false;/' \
                /etc/prosody/conf.avail/meet.example.org.cfg.lua
            mkdir -p /etc/jitsi/jicofo
            printf 'jicofo {\n  conference {\n    enable-auto-owner = false\n  }\n}\n' >/etc/jitsi/jicofo/jicofo.conf
            echo "config.tokenAuthUrl = 'https://meet.example.org/_login?state={state}&room={room}';" \
                >>/etc/jitsi/meet/meet.example.org-config.js
            """#)
        let after = try host.machine.run("jitsi-ldap-login check --jitsi")
        #expect(after.status == 0, "\(after.text)")
        #expect(after.output.hasSuffix("Jitsi Meet OK\n"), "\(after.text)")
        #expect(!after.output.contains("thirty-two"))
    }

    @Test("names the place for the include line that install.sh names, in a site file of 2021")
    func oldSite() throws {
        let host = try JitsiHost(site: .of2021)
        let advice = try host.install("--yes").output
        try host.fillIn()
        let outcome = try host.machine.run("jitsi-ldap-login check --jitsi")
        #expect(outcome.status == 78)
        #expect(outcome.output.contains("the site does not include the drop-ins"), "\(outcome.text)")
        #expect(advice.contains("does not include the drop-ins"))
    }
}
