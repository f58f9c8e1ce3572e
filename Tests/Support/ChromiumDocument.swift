import Foundation

/// A page seen once, without a driver and with a fresh profile.
extension Chromium {
    /// Opens `address`, lets `milliseconds` of the page's own (virtual) time pass, and returns the document as it
    /// is then, as HTML. Redirects and scripts that lead elsewhere are followed.
    public static func document(
        at address: String, after milliseconds: Int = 5000, arguments: [String] = []
    ) throws -> String {
        let profile = try TemporaryFolder()
        return try Command.output(
            [
                "timeout", "--kill-after=5", "60", "chromium", "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
                "--disable-background-networking", "--user-data-dir=\(profile.path)",
                "--virtual-time-budget=\(milliseconds)", "--dump-dom",
            ] + arguments + [address], environment: ["HOME": profile.path])
    }
}
