import TestSupport
import Testing

@testable import JitsiHost

/// What only matters where the configuration has rules for rooms.
@Suite("A trap for the rules of rooms is named")
struct RoomRuleTrapTests {
    private static let autoOwner = "enable-auto-owner = false"

    private func finding(_ findings: [Finding], _ text: String) -> Finding? {
        findings.first { $0.text.contains(text) }
    }

    @Test("where Prosody does not look at the tenant: a token of any tenant then opens the room")
    func tenants() throws {
        let host = try SampleHost()
        try host.change(
            SampleHost.prosody, "allow_empty_token = false",
            "allow_empty_token = false; enable_domain_verification = false")
        let found = finding(host.check(.init(rules: true)), "evades the rules of rooms")
        #expect(found?.result == .failed)
        #expect(found?.remedies == ["write enable_domain_verification = true"])
        #expect(finding(host.check(), "of all tenants")?.result == .warning)
    }

    @Test("where jicofo makes nobody an owner, but the first to arrive is to moderate")
    func noAutoOwner() throws {
        let host = try SampleHost()
        let found = finding(host.check(.init(first: true)), "whose rule says first-to-arrive")
        #expect(found?.result == .failed && found?.place?.description.hasSuffix("jicofo.conf:3") == true)
        #expect(found?.remedies.first?.hasSuffix("enable-auto-owner true, and restart jicofo") == true)
    }

    @Test("where jicofo makes owners as first-to-arrive needs it: in the other rooms it does so, too")
    func autoOwner() throws {
        let host = try SampleHost()
        try host.change(SampleHost.jicofo, Self.autoOwner, "enable-auto-owner = true")
        #expect(finding(host.check(.init(first: true)), "in all other rooms, too")?.result == .warning)
        let alone = host.check(.init(moderators: false, first: true))
        #expect(finding(alone, "jicofo makes the first comer an owner")?.result == .ok)
    }

    @Test("where a module gives owners by the token alone, and the first to arrive has no such token")
    func tokenModeration() throws {
        let host = try SampleHost()
        try host.change(
            SampleHost.prosody, "\"token_affiliation\"; }", "\"token_affiliation\"; \"token_moderation\"; }")
        let text = "nobody moderates in rooms with first-to-arrive"
        #expect(finding(host.check(.init(first: true)), text)?.result == .failed)
        #expect(finding(host.check(), text) == nil)
    }

    @Test("where lobby-bypass is written, and no module reads its claim")
    func lobby() throws {
        let host = try SampleHost()
        let text = "lobby-bypass has no effect"
        let found = finding(host.check(.init(lobby: true)), text)
        #expect(found?.result == .failed && found?.remedies.first?.contains("jitsi-contrib") == true)
        #expect(finding(host.check(), text) == nil)
        try host.change(
            SampleHost.prosody, "\"token_affiliation\"; }", "\"token_affiliation\"; \"token_lobby_bypass\"; }"
        )
        #expect(
            finding(host.check(.init(lobby: true)), "mod_token_lobby_bypass.lua is in none")?.result
                == .failed)
        try host.write("", to: "/usr/share/jitsi-meet/prosody-plugins/mod_token_lobby_bypass.lua")
        #expect(!host.check(.init(lobby: true)).contains { $0.result != .ok })
    }
}
