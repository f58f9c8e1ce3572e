import Foundation
import JitsiToken
import Testing

@Suite struct FeaturesTests {
    /// The names that Jitsi knows: `MEET_FEATURES` of jitsi-meet, and its Prosody modules.
    static let names: Set<String> = [
        "branding", "calendar", "create-polls", "file-upload", "flip", "inbound-call", "livestreaming",
        "live-translation", "lobby", "moderation", "outbound-call", "recording", "room", "screen-sharing",
        "send-groupchat", "list-visitors", "sip-inbound-call", "sip-outbound-call", "transcription",
    ]

    private func claimed(_ features: Features) throws -> [String: Bool] {
        let token = try Example.signer().token(for: Example.claims(features: features)).compact
        let claims = try JSONSerialization.jsonObject(with: decodedPart(token.split(separator: ".")[1]))
        let context = (claims as? [String: Any])?["context"] as? [String: Any]
        return try #require(context?["features"] as? [String: Bool])
    }

    @Test("Every feature is always listed, and moderators have all")
    func moderators() throws {
        let claimed = try claimed(Features(of: .moderator))
        #expect(Set(claimed.keys) == Self.names)
        #expect(claimed.values.allSatisfy { $0 })
    }

    @Test("Members have what serves themselves")
    func members() throws {
        let claimed = try claimed(Features(of: .member))
        #expect(Set(claimed.keys) == Self.names)
        #expect(
            Set(claimed.filter { !$0.value }.keys) == [
                "livestreaming", "lobby", "moderation", "outbound-call", "recording", "room", "list-visitors",
                "sip-inbound-call", "sip-outbound-call", "transcription",
            ])
    }

    @Test("Overrides win for both roles")
    func overrides() throws {
        #expect(try claimed(Features(of: .member, overrides: [.recording: true]))["recording"] == true)
        #expect(try claimed(Features(of: .moderator, overrides: [.recording: false]))["recording"] == false)
        #expect(Features(of: .member, overrides: [.flip: false])[.flip] == false)
        #expect(Features(of: .member)[.flip])
    }
}
