import Foundation

/// A real, headless Chromium with a profile of its own, driven by chromedriver. It ends with the last owner.
///
/// Calls wait for the browser: `open` until the page has loaded, the others until the command is done.
public final class Chromium: @unchecked Sendable {
    // Everything is set in `init`; the driver and the process lock for themselves.
    private let folder: TemporaryFolder
    private let process: ServerProcess
    private let driver: WebDriver
    private let session: String
    private let browser: Int32?

    /// Starts a browser.
    ///
    /// - Parameters:
    ///   - hosts: names that lead to a place on the loopback, as `["meet.example.org": "127.0.0.1:8443"]`. Only the
    ///     connection goes there: address, Host field and certificate check keep the name.
    ///   - trusting: PEM files of the certificates that servers of the test show; only these are accepted
    ///     besides what the system trusts.
    ///   - languages: what Accept-Language asks for.
    ///   - arguments: further command line arguments.
    ///   - takesCookies: false as if somebody had forbidden them in the browser's settings.
    public init(
        hosts: [String: String] = [:], trusting: [String] = [], languages: String = "en",
        arguments: [String] = [], takesCookies: Bool = true
    ) throws {
        let folder = try TemporaryFolder()
        let port = FreePort.next()
        process = try ServerProcess(
            ["chromedriver", "--port=\(port)", "--allowed-ips=127.0.0.1"],
            log: folder.file("chromedriver.log"),
            environment: ["TMPDIR": folder.path, "HOME": folder.path])
        try process.wait { accepts(port: port) }
        var options = [
            // The sandbox needs rights that root gives up and that containers have not got; the pages are our own.
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--hide-scrollbars",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--password-store=basic", "--window-size=1280,800", "--user-data-dir=\(folder.file("profile"))",
        ]
        if !hosts.isEmpty {
            let rules = hosts.sorted { $0.key < $1.key }.map { "MAP \($0.key) \($0.value)" }
            options.append("--host-resolver-rules=" + rules.joined(separator: ","))
        }
        if !trusting.isEmpty {
            let pins = try trusting.map(Self.pin)
            options.append("--ignore-certificate-errors-spki-list=" + pins.joined(separator: ","))
        }
        var preferences: [String: Any] = ["intl.accept_languages": languages]
        // 2: blocked, as in chrome://settings/content/cookies.
        if !takesCookies { preferences["profile.default_content_setting_values.cookies"] = 2 }
        let capabilities: [String: Any] = [
            "browserName": "chrome", "pageLoadStrategy": "normal",
            "timeouts": ["pageLoad": 60_000, "script": 20_000, "implicit": 0],
            "goog:loggingPrefs": ["browser": "ALL"],
            "goog:chromeOptions": [
                "args": options + arguments, "prefs": preferences,
            ],
        ]
        driver = WebDriver(port: port)
        let answer: [String: Any]
        do {
            let made = try driver.send("POST", "/session", ["capabilities": ["alwaysMatch": capabilities]])
            answer = made as? [String: Any] ?? [:]
            session = answer["sessionId"] as? String ?? ""
        } catch {
            // A browser may have been started all the same; chromedriver takes it along.
            _ = try? driver.send("GET", "/shutdown")
            throw error
        }
        self.folder = folder
        let found = answer["capabilities"] as? [String: Any]
        browser = (found?["goog:processID"] as? NSNumber)?.int32Value
    }

    deinit { quit() }

    /// Ends the browser and its driver.
    public func quit() {
        guard process.isRunning else { return }
        _ = try? driver.send("DELETE", "/session/\(session)")
        // A browser that outlives its session would be nobody's.
        if let browser, !eventually(within: 5, { kill(browser, 0) != 0 }) { kill(browser, SIGKILL) }
        // chromedriver takes its time over SIGTERM, and none over its own command.
        _ = try? driver.send("GET", "/shutdown")
        _ = eventually(within: 5) { !self.process.isRunning }
        process.stop()
    }

    /// Sends a command of the session; `path` is what follows `/session/{id}`.
    @discardableResult
    func send(_ method: String, _ path: String, _ body: [String: Any]? = nil) throws -> Any {
        try driver.send(method, "/session/\(session)\(path)", body)
    }

    /// Sends a command of the Chrome DevTools Protocol.
    @discardableResult
    public func developerTool(_ command: String, _ parameters: [String: Any] = [:]) throws -> Any {
        try send("POST", "/goog/cdp/execute", ["cmd": command, "params": parameters])
    }

    /// The Base64 SHA-256 of a certificate's public key, as Chromium wants it.
    private static func pin(of certificateFile: String) throws -> String {
        try Command.output([
            "sh", "-c",
            """
            openssl x509 -in "$1" -noout -pubkey | openssl pkey -pubin -outform der \
            | openssl dgst -sha256 -binary | openssl base64 -A
            """, "pin", certificateFile,
        ]).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
