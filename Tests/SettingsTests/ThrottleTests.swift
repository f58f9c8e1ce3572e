import Settings
import Testing

@Suite("throttle")
struct ThrottleTests {
    @Test("has the documented defaults", arguments: ["", "throttle: {}\n"])
    func defaults(text: String) throws {
        let configuration = try Sample.load(Sample.file + text)
        let throttle = configuration.throttle
        #expect(throttle.isEnabled.value && throttle.remembered.value == 250_000)
        #expect(throttle.address.count.value == 1000 && throttle.address.span.value == .seconds(3600))
        #expect(throttle.except.isEmpty)
        #expect(throttle.tries.value == 4 && throttle.window.value == .seconds(1800))
        #expect(throttle.triesOfDevices.value == 1)
        #expect(throttle.knownFor.value == .seconds(180 * 86_400))
        #expect(throttle.guests.count.value == 60 && throttle.guests.span.value == .seconds(60))
        #expect(throttle.invitationJoins.count.value == 300)
        #expect(throttle.invitationOpens.count.value == 600)
        #expect(throttle.invitationOpens.span.value == .seconds(60))
        #expect(configuration.notices.isEmpty)
    }

    @Test("is read as written")
    func written() throws {
        let text = """
            throttle:
              enabled: false
              remembered: 1000000
              address: {refused: 20, per: 10m, except: [192.0.2.1, 10.0.0.0/8, "2001:db8::/32", "::1"]}
              account: {tries: 9, window: 1h}
              device: {tries: 3, known-for: 24h}
              guests: {joins: 5, per: 1s}
              invitations: {joins: 7, opens: 8, per: 2m}
            """
        let configuration = try Sample.load(Sample.file + text)
        let throttle = configuration.throttle
        #expect(!throttle.isEnabled.value && throttle.remembered.value == 1_000_000)
        #expect(throttle.address.count.value == 20 && throttle.address.span.value == .seconds(600))
        #expect(
            throttle.except.map { "\($0.value.address)/\($0.value.bits)" }
                == ["192.0.2.1/32", "10.0.0.0/8", "2001:db8::/32", "::1/128"])
        #expect(throttle.tries.value == 9 && throttle.window.value == .seconds(3600))
        #expect(throttle.triesOfDevices.value == 3 && throttle.knownFor.value == .seconds(86_400))
        #expect(throttle.guests.count.value == 5 && throttle.guests.span.value == .seconds(1))
        #expect(throttle.invitationJoins.count.value == 7 && throttle.invitationOpens.count.value == 8)
        #expect(throttle.invitationOpens.span.value == .seconds(120))
        #expect(
            configuration.notices.map(\.description) == [
                "12:12: throttle.enabled: nothing but nginx's request limit and the directory's own lockout slows a "
                    + "guesser"
            ])
    }

    @Test("with one try keeps none of it for browsers that are known")
    func oneTry() throws {
        let throttle = try Sample.load(Sample.file + "throttle: {account: {tries: 1}}\n").throttle
        #expect(throttle.tries.value == 1 && throttle.triesOfDevices.value == 0)
    }

    @Test(
        "says what is wrong, where, and what to write",
        arguments: [
            Change(
                adding: "throttle: [1]",
                "11:11: throttle: is a list: it wants keys such as enabled: below it"),
            Change(
                adding: "throttle: {address: 5}",
                "11:21: throttle.address: is one value: it wants keys such as refused: below it"),
            Change(
                adding: "throttle: {enabled: no}",
                "11:21: throttle.enabled: \"no\" is neither true nor false: write true or false"),
            Change(
                adding: "throttle: {account: {tries: 0}}",
                "11:29: throttle.account.tries: \"0\" is out of range: write 1 to 100"),
            Change(
                adding: "throttle: {account: {window: 30}}",
                "11:30: throttle.account.window: \"30\" is not a whole number with s, m or h: write 1m to 24h"
            ),
            Change(
                adding: "throttle: {account: {tries: 2}, device: {tries: 2}}",
                "11:49: throttle.device.tries: leaves none of throttle.account.tries to browsers that are new: "
                    + "write less than 2"),
            Change(
                adding: "throttle: {device: {tries: 4}}",
                "11:28: throttle.device.tries: leaves none of throttle.account.tries to browsers that are new: "
                    + "write less than 4"),
            Change(
                adding: "throttle: {address: {burst: 5}}",
                "11:22: throttle.address.burst: is unknown: throttle.address knows refused, per, except"),
            Change(
                adding: "throttle: {remembered: 10}",
                "11:24: throttle.remembered: \"10\" is out of range: write 1000 to 4000000"),
            Change(
                adding: "throttle: {address: {except: 192.0.2.1}}",
                "11:30: throttle.address.except: is one value: write a list, [\"192.0.2.1\"]"),
            Change(
                adding: "throttle: {address: {except: [proxy.example.org]}}",
                "11:31: throttle.address.except: \"proxy.example.org\" is not an address: write one such as 192.0.2.1, "
                    + "or a range such as 192.0.2.0/24"),
            Change(
                adding: "throttle: {address: {except: [192.0.2.0/33]}}",
                "11:31: throttle.address.except: \"192.0.2.0/33\" is not a range: write 1 to 32 behind the slash"
            ),
            Change(
                adding: "throttle: {address: {except: [0.0.0.0/0]}}",
                "11:31: throttle.address.except: \"0.0.0.0/0\" is not a range: write 1 to 32 behind the slash"
            ),
            Change(
                adding: "throttle: {guests: {joins: -1}}",
                "11:28: throttle.guests.joins: \"-1\" is not a whole number: write 1 to 1000000"),
        ])
    func problems(change: Change) { #expect(Sample.problems(change.text) == change.expected) }
}
