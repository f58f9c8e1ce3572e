internal import JitsiToken
internal import Login
internal import Secrets
internal import Settings

/// What slows guessers, and for whom it does not.
struct ThrottleRules: Sendable {
    /// nil where nobody is slowed.
    let limits: ThrottleLimits?
    /// What browsers are known by; nil where none are.
    let devices: DeviceSeals?
    /// Addresses that stand for everybody.
    let proxies: [AddressRange]
    /// How much is remembered of each kind.
    let remembered: Int
}

extension Assembler {
    /// The limits (`throttle`), and the cookies of devices.
    func throttle(keys: SealingKeys, at login: MeetURL) -> ThrottleRules {
        let throttle = configuration.throttle
        let limits = ThrottleLimits(
            address: .init(throttle.address), tries: throttle.tries.value,
            triesOfDevices: throttle.triesOfDevices.value, window: throttle.window.value,
            guests: .init(throttle.guests), invitationJoins: .init(throttle.invitationJoins),
            invitationOpens: .init(throttle.invitationOpens))
        let devices =
            throttle.triesOfDevices.value > 0
            ? DeviceSeals(
                keys: keys, lifetime: throttle.knownFor.value.wholeSeconds, site: login.origin) : nil
        return ThrottleRules(
            limits: throttle.isEnabled.value ? limits : nil,
            devices: throttle.isEnabled.value ? devices : nil,
            proxies: throttle.except.compactMap { AddressRange($0.value) },
            remembered: throttle.remembered.value)
    }
}

extension ThrottleLimits.Rate {
    init(_ rate: Configuration.Throttle.Rate) { self.init(rate.count.value, per: rate.span.value) }
}

extension AddressRange {
    /// The settings have read it with the same library.
    init?(_ network: Configuration.Network) {
        guard let address = ClientAddress(network.address) else { return nil }
        // An IPv4 address in the form of IPv6 has lost the bits before it.
        let isMapped = network.address.contains(":") && address.bytes.count == 4
        self.init(address, bits: isMapped ? network.bits - 96 : network.bits)
    }
}
