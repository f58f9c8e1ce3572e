internal import ArgumentParser
internal import Foundation
internal import JitsiToken
internal import Login
internal import Settings

/// `recording`, `recording=true` or `recording=false`.
struct FeatureArgument: ExpressibleByArgument {
    let feature: Feature
    let isGranted: Bool

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let feature = Feature(rawValue: String(parts[0])) else { return nil }
        let granted = parts.count == 1 ? true : Bool(String(parts[1]))
        guard let granted else { return nil }
        self.feature = feature
        isGranted = granted
    }
}

/// A moment as RFC 3339 writes it, or as seconds since 1970.
struct MomentArgument: ExpressibleByArgument {
    /// Since 1970; below 2^53, as every JSON reader takes it, and far enough from where sums overflow.
    let seconds: Int

    init?(argument: String) {
        let seconds: Int? =
            if let number = Int(argument) {
                number
            } else if let date = try? Date(argument, strategy: .iso8601) {
                Int(exactly: date.timeIntervalSince1970.rounded(.down))
            } else {
                nil
            }
        guard let seconds, (0..<(1 << 53)).contains(seconds) else { return nil }
        self.seconds = seconds
    }
}

/// A moment that may also be one of the clock of a room: `2026-11-21 10:00`.
struct ZonedMomentArgument: ExpressibleByArgument {
    private enum Value {
        case seconds(Int)
        case moment(Moment)
    }
    private let value: Value

    init?(argument: String) {
        if let moment = Moment(argument) {
            value = .moment(moment)
        } else if let moment = MomentArgument(argument: argument) {
            value = .seconds(moment.seconds)
        } else {
            return nil
        }
    }

    /// Since 1970.
    ///
    /// - Parameter choice: of a time that the clocks of the zone show twice.
    func seconds(in zone: TimeZone, _ choice: ZoneClock.Choice) -> Int {
        switch value {
        case .seconds(let seconds): seconds
        case .moment(let moment): ZoneClock(zone).instant(moment, choice)
        }
    }
}

/// `90s`, `5m`, `2h`.
struct DurationArgument: ExpressibleByArgument {
    let seconds: Int

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        guard let unit = argument.last.flatMap({ units[$0] }), let number = Int(argument.dropLast()),
            (1...100_000).contains(number)
        else { return nil }
        seconds = number * unit
    }
}
