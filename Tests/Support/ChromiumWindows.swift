/// Several windows, and the frames in them.
extension Chromium {
    /// The windows and tabs that are open, in no particular order.
    public var windows: [String] {
        get throws { try send("GET", "/window/handles") as? [String] ?? [] }
    }

    /// The window that commands go to.
    public var window: String { get throws { try send("GET", "/window") as? String ?? "" } }

    /// Sends what follows to another window.
    public func use(window: String) throws { try send("POST", "/window", ["handle": window]) }

    /// Waits for a window beside `known` and sends what follows to it; throws where none comes.
    public func useNewWindow(beside known: [String], within seconds: Double = 10) throws {
        var new: String?
        _ = eventually(within: seconds) {
            new = (try? self.windows)?.first { !known.contains($0) }
            return new != nil
        }
        guard let new else { throw WebDriverError(command: "new window", message: "none was opened") }
        try use(window: new)
    }

    /// Sends what follows to the first frame of the page.
    public func useFrame() throws { try send("POST", "/frame", ["id": 0]) }

    /// Sends what follows to the page around the frame.
    public func leaveFrame() throws { try send("POST", "/frame/parent") }
}
