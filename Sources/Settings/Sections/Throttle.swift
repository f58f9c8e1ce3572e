extension Configuration {
    /// `throttle`: what slows guessers and floods.
    public struct Throttle: Sendable {
        /// So many within a span: all at once, and then one for each such part of the span.
        public struct Rate: Sendable {
            /// How many.
            public let count: Located<Int>
            /// Within how long.
            public let span: Located<Duration>
        }

        /// `enabled` [true]: false lets everybody try as often as they like.
        public let isEnabled: Located<Bool>
        /// `remembered` [250000], 1000 to 4000000: how many addresses, names and accounts each.
        public let remembered: Located<Int>
        /// `address.refused` [1000], 1 to 1000000, `address.per` [1h], 1s to 24h: refused logins from one address.
        public let address: Rate
        /// `address.except` [none], at most 100: proxies, each of which stands for everybody.
        public let except: [Located<Network>]
        /// `account.tries` [4], 1 to 100: wrong passwords of an account that the directory gets to see.
        public let tries: Located<Int>
        /// `account.window` [30m], 1m to 24h: how long after the last one they are forgotten.
        public let window: Located<Duration>
        /// `device.tries` [1, with `account.tries: 1` 0], 0 to below `account.tries`: how many of these only browsers get that
        /// have signed in to the account before; 0: none are known.
        public let triesOfDevices: Located<Int>
        /// `device.known-for` [4320h], 1h to 8760h: how long a browser is known after a login.
        public let knownFor: Located<Duration>
        /// `guests.joins` [60], 1 to 1000000, `guests.per` [1m], 1s to 24h: guests from one address.
        public let guests: Rate
        /// `invitations.joins` [300], likewise, `invitations.per` [1m]: meetings entered by link from one address.
        public let invitationJoins: Rate
        /// `invitations.opens` [600], likewise within the same span: links looked at from one address.
        public let invitationOpens: Rate
    }
}

extension Configuration.Throttle {
    init(_ section: Section) {
        isEnabled = section.value("enabled", default: true, Truth.parse)
        remembered = section.value(
            "remembered", default: 250_000, WholeNumber.parser(1000...4_000_000))
        let address = section.section("address")
        self.address = Rate(address, "refused", 1000, per: .seconds(3600))
        except = address.list("except", Configuration.Network.parse) ?? []
        address.reportCount(
            "except", of: "ranges", atMost: 100, remedy: "a proxy has one address, or one range")
        let account = section.section("account")
        tries = account.value("tries", default: 4, WholeNumber.parser(1...100))
        window = account.value("window", default: .seconds(1800), DurationText.parser(60...24 * 3600))
        let device = section.section("device")
        triesOfDevices = device.value(
            "tries", default: tries.value == 1 ? 0 : 1, WholeNumber.parser(0...99))
        knownFor = device.value(
            "known-for", default: .seconds(4320 * 3600), DurationText.parser(3600...8760 * 3600))
        guests = Rate(section.section("guests"), "joins", 60, per: .seconds(60))
        let invitations = section.section("invitations")
        invitationJoins = Rate(invitations, "joins", 300, per: .seconds(60))
        invitationOpens = Rate(
            count: invitations.value("opens", default: 600, Rate.count), span: invitationJoins.span)
        if triesOfDevices.value >= tries.value {
            device.report(
                "leaves none of throttle.account.tries to browsers that are new: write less than \(tries.value)",
                at: triesOfDevices.position, key: "tries")
        }
        if !isEnabled.value {
            section.findings.notice(
                "nothing but nginx's request limit and the directory's own lockout slows a guesser",
                at: isEnabled.position, key: isEnabled.key)
        }
    }
}

extension Configuration.Throttle.Rate {
    fileprivate static var count: Parse<Int> { WholeNumber.parser(1...1_000_000) }

    fileprivate init(_ section: Section, _ key: String, _ standard: Int, per span: Duration) {
        count = section.value(key, default: standard, Self.count)
        self.span = section.value("per", default: span, DurationText.parser(1...24 * 3600))
    }
}
