import Foundation

/// What a visitor does and sees.
extension Chromium {
    /// Goes to an address and waits until the page has loaded. Where a certificate is refused, the page is the
    /// browser's own that says so.
    public func open(_ address: String) throws { try send("POST", "/url", ["url": address]) }

    /// The address shown, fragment included.
    public var currentURL: String { get throws { try text(of: "/url") } }

    /// The window's title.
    public var title: String { get throws { try text(of: "/title") } }

    /// The page as the browser has understood it.
    public var source: String { get throws { try text(of: "/source") } }

    /// Loads the page anew.
    public func reload() throws { try send("POST", "/refresh") }

    /// Goes back in the history.
    public func goBack() throws { try send("POST", "/back") }

    /// The first element that matches a CSS selector; waits for it, and throws where it does not come.
    public func find(_ selector: String, within seconds: Double = 10) throws -> ChromiumElement {
        var found: ChromiumElement?
        _ = eventually(within: seconds) {
            found = (try? self.findAll(selector))?.first
            return found != nil
        }
        guard let found else {
            throw WebDriverError(
                command: "find \(selector)",
                message: "nothing on \((try? currentURL) ?? "?"): \((try? source) ?? "")")
        }
        return found
    }

    /// Waits until the first element that matches has a text, across a change of the page; whether it came to that.
    public func waits(for text: String, in selector: String, within seconds: Double = 20) -> Bool {
        eventually(within: seconds) { (try? self.findAll(selector).first?.text) == text }
    }

    /// All elements that match a CSS selector now.
    public func findAll(_ selector: String) throws -> [ChromiumElement] {
        let found = try send("POST", "/elements", ["using": "css selector", "value": selector])
        return (found as? [[String: String]] ?? []).compactMap(\.values.first).map {
            ChromiumElement(browser: self, id: $0)
        }
    }

    /// The element that has the focus.
    public var focused: ChromiumElement? {
        get throws {
            let found = try send("GET", "/element/active") as? [String: String]
            return (found?.values.first).map { ChromiumElement(browser: self, id: $0) }
        }
    }

    /// Types keys wherever the focus is; WebDriver's code points stand for special keys (`\u{E004}` is Tab).
    public func press(_ keys: String) throws {
        let strokes = keys.flatMap { key in
            [["type": "keyDown", "value": String(key)], ["type": "keyUp", "value": String(key)]]
        }
        try send("POST", "/actions", ["actions": [["type": "key", "id": "keyboard", "actions": strokes]]])
    }

    /// Runs JavaScript, the body of a function, and returns what it returns.
    @discardableResult
    public func run(_ script: String, _ arguments: [Any] = []) throws -> Any {
        try send("POST", "/execute/sync", ["script": script, "args": arguments])
    }

    /// Waits until the address fulfils `condition`; false where it does not within `seconds`.
    public func waitForURL(within seconds: Double = 20, _ condition: (String) -> Bool) -> Bool {
        eventually(within: seconds) { (try? self.currentURL).map(condition) ?? false }
    }

    /// What the console got since it was last asked: one line a message.
    public func consoleLog() throws -> [String] {
        let entries = try send("POST", "/se/log", ["type": "browser"]) as? [[String: Any]] ?? []
        return entries.map { "\($0["level"] ?? "") \($0["source"] ?? "") \($0["message"] ?? "")" }
    }

    /// The cookies of the current page, each with the fields of WebDriver's serialised cookie (14.1).
    public var cookies: [[String: Any]] {
        get throws { try send("GET", "/cookie") as? [[String: Any]] ?? [] }
    }

    /// Forgets the cookies of the current page.
    public func deleteCookies() throws { try send("DELETE", "/cookie") }

    /// Gives the page a size in CSS pixels, as narrow as a phone if need be.
    public func resize(width: Int, height: Int, scale: Double = 1, mobile: Bool = false) throws {
        try developerTool(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": scale, "mobile": mobile])
    }

    /// Sets what the visitor asked their system for: `["prefers-color-scheme": "dark"]`.
    public func prefer(_ features: [String: String]) throws {
        try developerTool(
            "Emulation.setEmulatedMedia",
            ["features": features.map { ["name": $0.key, "value": $0.value] }])
    }

    /// Whether the system is in its dark mode.
    public func setDarkMode(_ isDark: Bool) throws {
        try prefer(["prefers-color-scheme": isDark ? "dark" : "light"])
    }

    /// Writes what can be seen to a PNG file.
    public func screenshot(to path: String) throws {
        guard let text = try send("GET", "/screenshot") as? String, let image = Data(base64Encoded: text)
        else {
            throw WebDriverError(command: "screenshot", message: "no image")
        }
        try image.write(to: URL(fileURLWithPath: path))
    }

    private func text(of path: String) throws -> String { try send("GET", path) as? String ?? "" }
}
