import TestSupport

/// A whole site whose meeting page is a stand-in for Jitsi's client, and a browser to visit it with. The page comes
/// through the real nginx and its server-side includes, the script and the login's pages from the real responder.
final class MeetingRoom: Sendable {
    /// Another site, with a page that can show a meeting in a frame. (The same nginx, which has no hooks for it.)
    static let otherHost = "around.example.net"

    let site: MeetSite
    let browser: Chromium

    init() throws {
        site = try MeetSite()
        browser = try Chromium(
            hosts: [MeetSite.host: "127.0.0.1", Self.otherHost: "127.0.0.1"],
            trusting: [site.certificateFile], languages: "en")
    }

    /// Puts the page of `client` in the place of Jitsi's.
    func serve(_ client: MeetingClient) throws {
        try site.nginx.folder.write(
            """
            <!doctype html><html><head><meta charset="utf-8"><title>Meeting</title>
            <!--#include virtual="/plugin.head.html" -->
            </head><body><script>
            \(client.script)
            // For a page around this one, which cannot reach in.
            addEventListener('message', event => { Function(event.data)(); });
            </script></body></html>
            """, to: "web/index.html")
    }

    /// Opens the meeting at `path` and waits until the hook script listens to it.
    ///
    /// - Parameter preparing: JavaScript that runs before the conference is joined.
    func enter(_ client: MeetingClient, at path: String, preparing: String = "") throws {
        try serve(client)
        // A page that is open already, at this address and with a fragment, would not be loaded anew.
        try browser.open("about:blank")
        try browser.open(site.origin + path)
        try act(preparing + "; client.join()")
        guard eventually({ (try? self.says("client.isHeard")) == true }) else {
            throw NobodyListens(page: (try? browser.source) ?? "")
        }
    }

    /// Opens a page of another site with the meeting at `path` in a frame.
    func openAround(_ path: String) throws {
        try site.nginx.folder.write(
            "<title>around</title><iframe src=\"\(site.origin)\(path)\"></iframe>",
            to: "web/static/around.html")
        try browser.open("https://\(Self.otherHost):\(site.port)/static/around.html")
    }

    /// Lets something happen in the meeting, as the client would: not within a call of WebDriver's.
    func act(_ script: String) throws {
        try browser.run("setTimeout(() => { \(script) }, 0)")
    }

    /// Whether an expression is true on the page.
    func says(_ expression: String) throws -> Bool {
        try browser.run("return Boolean(\(expression))") as? Bool ?? false
    }

    /// The address without its origin, once it is `path`; or what it is instead.
    func arrives(at path: String) throws -> String {
        _ = browser.waitForURL { $0 == self.site.origin + path }
        return String(try browser.currentURL.dropFirst(site.origin.count))
    }

    /// What happened within some turns of the script's timer: nil for nothing at all, else what did.
    func whatHappens(at path: String, within seconds: Double = 1.6) throws -> String? {
        let left = browser.waitForURL(within: seconds) { $0 != self.site.origin + path }
        if left { return try browser.currentURL }
        let said = try browser.run("return [...lines, ...errors].join('; ')") as? String ?? "?"
        return said.isEmpty ? nil : said
    }
}

/// The hook script did not come, or did not find the conference.
struct NobodyListens: Error, CustomStringConvertible {
    let page: String
    var description: String { "the hook script does not listen on \(page)" }
}
