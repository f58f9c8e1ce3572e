import JitsiToken
import Testing

@testable import jitsi_ldap_login

@Suite("Arguments of the command line")
struct ArgumentsTests {
    @Test(
        "name features, granted or not",
        arguments: [
            ("recording", true), ("recording=true", true), ("recording=false", false), ("recordin", nil),
            ("recording=", nil),
            ("recording=yes", nil), ("", nil),
        ])
    func features(argument: String, granted: Bool?) {
        #expect(FeatureArgument(argument: argument)?.isGranted == granted)
    }

    @Test(
        "name moments",
        arguments: [
            ("2026-11-21T09:00:00Z", 1_795_251_600), ("2026-11-21T10:00:00+01:00", 1_795_251_600),
            ("1795251600", 1_795_251_600),
            ("tomorrow", nil), ("2026-11-21", nil), ("-1", nil), ("0", 0),
            ("9007199254740992", nil), ("9223372036854775807", nil), ("99999999999999999999", nil),
        ])
    func moments(argument: String, seconds: Int?) {
        #expect(MomentArgument(argument: argument)?.seconds == seconds)
    }

    @Test(
        "name durations",
        arguments: [
            ("90s", 90), ("5m", 300), ("2h", 7200), ("2d", nil), ("h", nil), ("0s", nil), ("-1h", nil),
        ])
    func durations(argument: String, seconds: Int?) {
        #expect(DurationArgument(argument: argument)?.seconds == seconds)
    }
}
