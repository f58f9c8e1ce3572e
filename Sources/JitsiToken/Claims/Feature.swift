/// The features that a token can grant or deny (`context.features`; Jitsi's `MEET_FEATURES` and Prosody modules).
public enum Feature: String, CaseIterable, Hashable, Sendable {
    case branding, calendar, flip, livestreaming, lobby, moderation, recording, room, transcription
    case createPolls = "create-polls"
    case fileUpload = "file-upload"
    case inboundCall = "inbound-call"
    case listVisitors = "list-visitors"
    case liveTranslation = "live-translation"
    case outboundCall = "outbound-call"
    case screenSharing = "screen-sharing"
    case sendGroupchat = "send-groupchat"
    case sipInboundCall = "sip-inbound-call"
    case sipOutboundCall = "sip-outbound-call"

    /// Whether members have it without being given it: what serves oneself in a meeting, not what leads the
    /// meeting, keeps it, lets people in or calls out.
    var isForMembers: Bool {
        switch self {
        case .branding, .calendar, .flip, .createPolls, .fileUpload, .inboundCall, .liveTranslation,
            .screenSharing, .sendGroupchat:
            true
        case .livestreaming, .lobby, .moderation, .recording, .room, .transcription, .listVisitors,
            .outboundCall, .sipInboundCall, .sipOutboundCall:
            false
        }
    }
}
