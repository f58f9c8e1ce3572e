import Login
import Testing

@Suite("What is said of a password")
struct PasswordNoticeTests {
    @Test(
        "counts whole days, rounded down and never negative",
        arguments: [
            (Int.min, 0), (-1, 0), (0, 0), (86_399, 0), (86_400, 1), (172_799, 1), (259_200, 3),
            (.max, Int.max / 86_400),
        ])
    func days(seconds: Int, days: Int) {
        #expect(PasswordNotice.wholeDays(in: seconds) == days)
        #expect(PasswordNotice.expiresIn(seconds: seconds).label == "expires-in-\(days)d")
    }

    @Test("counts logins, never negative", arguments: [(Int.min, 0), (0, 0), (1, 1), (5, 5)])
    func logins(count: Int, shown: Int) {
        #expect(PasswordNotice.graceLogins(count).label == "grace-logins=\(shown)")
    }
}
