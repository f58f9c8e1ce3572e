import Foundation
import Pages
import TestSupport
import Testing

/// One page at every address, the hook script, and a page that says where somebody arrived.
struct HookPage {
    let folder: TemporaryFolder
    private let nginx: Nginx
    private let port = FreePort.next()

    init(_ page: String) throws {
        folder = try TemporaryFolder()
        try folder.write(page, to: "page.html")
        try folder.write(HookScript.source, to: "hook.js")
        nginx = try Nginx(
            http: """
                server {
                    listen 127.0.0.1:\(port);
                    root \(folder.path);
                    merge_slashes off;
                    location / { try_files $uri /page.html; }
                    location = / { try_files /page.html =404; }
                    location = /_login/hook.js { alias \(folder.file("hook.js")); }
                    location /_login/ {
                        default_type text/html;
                        return 200 'ARRIVED $request_uri END';
                    }
                }
                """, port: port, folder: folder)
    }

    func address(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    /// A stand-in for Jitsi's page that does `script` a second after it is loaded, and says at the end what was written
    /// to the console and what reached the window. `asked` is how often the store was read.
    static func page(setUp: String = standIn, doing script: String) -> String {
        """
        <!doctype html><meta charset="utf-8"><title>Stand-in</title><body><script>
        let lines = 0, errors = 0, asked = 0;
        for (const level of ['debug', 'log', 'info', 'warn', 'error', 'trace']) {
            console[level] = () => { lines += 1; };
        }
        window.addEventListener('error', () => { errors += 1; });
        window.addEventListener('unhandledrejection', () => { errors += 1; });
        var config = {};
        \(setUp)
        // The page is loaded once the script has run, however long a busy machine takes to bring it.
        window.addEventListener('load', () => {
            setTimeout(() => { \(script) }, 1000);
            setTimeout(() => {
                document.body.textContent = `STAYED lines=${lines} errors=${errors} asked=${asked} END`;
            }, 4500);
        });
        </script><script async src="/_login/hook.js"></script></body>
        """
    }

    /// As much of Jitsi's client as the script touches.
    static let standIn = """
        class Room {
            constructor() { this.handlers = []; }
            on(name, handler) { this.handlers.push([name, handler]); }
            emit(name, ...values) { this.handlers.forEach(([n, h]) => n === name && h(...values)); }
        }
        const states = {}, listeners = [];
        const store = {
            getState: () => { asked += 1; return states; },
            subscribe: f => { listeners.push(f); },
        };
        const set = (key, state) => { states[key] = state; listeners.forEach(f => f()); };
        const kick = room => room.emit('conference.kicked', {}, '', false);
        const room = new Room();
        window.APP = { store, conference: { _room: room } };
        """
}

/// What happens on the page, and where that ends.
struct HookRow: CustomTestStringConvertible {
    let testDescription: String
    /// What the stand-in does, in JavaScript: `room`, `store`, `APP`, `set(key, state)` and `kick(room)` are at hand.
    let does: String
    /// Where the browser is at the end; nil where it stays on the page.
    var arrives: String?
    var path = "/tenant/Room"
    /// How many lines the console got.
    var lines = 0
    /// How often the store may be read, where somebody counts: the timer's turns, and what ends after ten errors.
    var reads = 30

    /// Opens `page` and compares; returns how often the store was read, where the browser stayed.
    @discardableResult
    func check(_ page: String) throws -> Int? {
        let site = try HookPage(page)
        let document = try withExtendedLifetime(site) {
            try Chromium.document(at: site.address(path), after: 8000)
        }
        if let arrives {
            // The browser writes & into the document as an entity.
            let text = document.replacingOccurrences(of: "&amp;", with: "&")
            #expect(text.contains("ARRIVED \(arrives) END"), "\(document)")
            return nil
        }
        #expect(document.contains("STAYED lines=\(lines) errors=0"), "\(document)")
        let asked = document.firstMatch(of: #/asked=(\d+) END/#)?.1
        return asked.flatMap { Int($0) }
    }
}
