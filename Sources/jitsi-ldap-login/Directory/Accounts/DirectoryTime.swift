internal import Glibc

/// A moment as directories write it (Generalized Time, RFC 4517, 3.3.13), to the second.
struct DirectoryTime: Comparable {
    /// Year to second in fourteen digits, so that the order of the texts is that of the moments.
    private let digits: String

    /// Reads `20261231235959Z`, with a fraction of the second or without; nil for anything that is not in universal time
    /// and to the second.
    init?(_ text: String) {
        let digits = text.prefix(14)
        guard digits.utf8.count == 14, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            text.dropFirst(14).wholeMatch(of: /([.,][0-9]+)?Z/) != nil
        else { return nil }
        self.digits = String(digits)
    }

    /// - Parameter seconds: since 1970 began, before the year 10000.
    init(seconds: Int) {
        var moment = time_t(seconds)
        var parts = unsafe tm()
        unsafe gmtime_r(&moment, &parts)
        let numbers = unsafe [
            parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
        ]
        digits =
            unsafe "\(parts.tm_year + 1900)" + numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
    }

    /// By the clock of this machine.
    static var now: DirectoryTime { DirectoryTime(seconds: time(nil)) }

    static func < (one: DirectoryTime, other: DirectoryTime) -> Bool { one.digits < other.digits }
}
