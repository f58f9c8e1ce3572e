import TestSupport
import Testing

/// A real Prosody that fetches the keys from us, as Jitsi's modules do with `asap_key_server`.
@Suite("A Prosody with asap_key_server")
struct KeyServerTests {
    private static let owner = Prosody.JoinResult.joined(affiliation: "owner", role: "moderator")
    private static let unknown = Prosody.JoinResult.refused(stage: .login, condition: "key")

    private static func prosody(_ site: KeySite, loopback: Bool = false) throws -> Prosody {
        try Prosody(
            appID: "meet",
            key: .server(
                address: loopback ? site.loopbackKeyServer : site.keyServer,
                caFile: loopback ? nil : site.authority.certificateFile),
            algorithm: "RS256")
    }

    @Test(
        "accepts tokens by the key that nginx and the responder give it, over https and by the loopback port")
    func accepts() throws {
        let site = try KeySite()
        let token = try site.token()
        for loopback in [false, true] {
            let prosody = try Self.prosody(site, loopback: loopback)
            #expect(
                try prosody.join(room: "standup", token: token) == Self.owner, "\(prosody.log.suffix(2000))")
            #expect(
                try prosody.join(room: "other", token: token)
                    == .refused(stage: .room, condition: "not-allowed"))
        }
    }

    @Test("goes through a change of keys without refusing anybody, when it is made as the README says")
    func rotation() throws {
        let site = try KeySite()
        let running = try Self.prosody(site)
        let old = try site.token()
        #expect(try running.join(room: "standup", token: old) == Self.owner)

        // 1. The new key is published beside the old one, which still signs.
        try site.reload(token: KeySite.signing(with: "first", publishing: ["second"]))
        #expect(try running.join(room: "standup", token: site.token()) == Self.owner)

        // 2. The new one signs; the old one stays published, also for a Prosody that has just been started.
        try site.reload(token: KeySite.signing(with: "second", publishing: ["first"]))
        let new = try site.token()
        #expect(new != old)
        for prosody in [running, try Self.prosody(site)] {
            #expect(try prosody.join(room: "standup", token: new) == Self.owner)
            #expect(try prosody.join(room: "standup", token: old) == Self.owner)
        }

        // 3. The old one is gone: who has not kept it knows its tokens no more.
        try site.reload(token: KeySite.signing(with: "second"))
        let fresh = try Self.prosody(site)
        #expect(try fresh.join(room: "standup", token: new) == Self.owner)
        #expect(try fresh.join(room: "standup", token: old) == Self.unknown)
    }

    @Test("refuses tokens of a key that is not published, and lets them in as soon as it is")
    func unpublished() throws {
        let site = try KeySite(token: KeySite.signing(with: "second"))
        let token = try site.token()
        try site.reload(token: KeySite.signing(with: "first"))
        let prosody = try Self.prosody(site)
        #expect(try prosody.join(room: "standup", token: token) == Self.unknown)
        try site.reload(token: KeySite.signing(with: "first", publishing: ["second"]))
        #expect(try prosody.join(room: "standup", token: token) == Self.owner)
    }
}
