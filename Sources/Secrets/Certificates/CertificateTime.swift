internal import CCrypto
internal import Glibc

/// A moment in a certificate.
public struct CertificateTime: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Seconds since 1970, UTC.
    public let seconds: Int64

    /// The moment so many seconds after 1970 began, UTC.
    public init(seconds: Int64) {
        self.seconds = seconds
    }

    /// This moment, by the clock of this machine.
    public static var now: CertificateTime { CertificateTime(seconds: Int64(time(nil))) }

    /// The whole days from now until then; negative where it has passed.
    public var daysFromNow: Int {
        Int((Double(seconds - CertificateTime.now.seconds) / 86_400).rounded(.down))
    }

    /// Such as "2026-08-05 14:00 UTC".
    public var description: String {
        var moment = time_t(seconds)
        var parts = unsafe tm()
        guard unsafe gmtime_r(&moment, &parts) != nil else { return "an unknown time" }
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let year = unsafe Int(parts.tm_year) + 1900
        let day = unsafe "\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        return unsafe "\(year)-\(day) \(two(parts.tm_hour)):\(two(parts.tm_min)) UTC"
    }

    /// The earlier one is the smaller.
    public static func < (one: CertificateTime, other: CertificateTime) -> Bool {
        one.seconds < other.seconds
    }
}
