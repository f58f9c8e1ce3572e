import Foundation

/// Points in time as LDAP writes them (RFC 4517, 3.3.13).
enum GeneralizedTime {
    static func text(secondsFromNow seconds: Int) -> String {
        let form = DateFormatter()
        form.locale = Locale(identifier: "en_US_POSIX")
        form.timeZone = TimeZone(secondsFromGMT: 0)
        form.dateFormat = "yyyyMMddHHmmss'Z'"
        return form.string(from: Date(timeIntervalSinceNow: Double(seconds)))
    }
}
