import Foundation
import JitsiToken
import Login
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
        "name moments by the clock of a room where they have no offset: of an hour that comes twice, from its first and until its second",
        arguments: [
            ("2026-11-21T09:00:00Z", 1_795_251_600, 1_795_251_600),
            ("2026-11-21 10:00+01:00", 1_795_251_600, 1_795_251_600),
            ("1795251600", 1_795_251_600, 1_795_251_600),
            ("2026-11-21T10:00", 1_795_251_600, 1_795_251_600),
            ("2026-11-21 10:00:00", 1_795_251_600, 1_795_251_600),
            ("2026-10-25 02:30", 1_792_888_200, 1_792_891_800),
            ("2027-03-28 02:30", 1_806_195_600, 1_806_195_600),
        ])
    func zonedMoments(argument: String, from: Int, until: Int) throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let moment = try #require(ZonedMomentArgument(argument: argument))
        #expect(moment.seconds(in: zone, .first) == from && moment.seconds(in: zone, .last) == until)
    }

    @Test(
        "name no moment by what is none",
        arguments: [
            "tomorrow", "2026-11-21", "10:00", "-1", "2026-02-30T10:00", "2026-11-21T25:00", "",
            "2026-11-21T10:00 Europe/Berlin", "9007199254740992", "1999-01-01T00:00Z",
        ])
    func noMoments(argument: String) {
        #expect(ZonedMomentArgument(argument: argument) == nil)
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
