import Foundation
import TestSupport

@testable import Pages

/// Rendered pages behind a real HTTP server, with the headers that they have in life. A form with a user name or a
/// token is answered as the responder does, by a 303 into the meeting; any other post shows the page again.
final class PageServer {
    /// `http://meet.example.org` as the browser is told to find it: `127.0.0.1:port`.
    let place: String
    static let origin = "http://meet.example.org"
    private let folder: TemporaryFolder
    private let process: ServerProcess
    private let posts: String

    /// - Parameter pages: what is answered, by path.
    init(_ pages: [String: RenderedPage]) throws {
        let folder = try TemporaryFolder()
        let port = FreePort.next()
        place = "127.0.0.1:\(port)"
        posts = folder.file("posts")
        let served = pages.mapValues { page in
            Answer(
                status: page.status, headers: page.headers.map { [$0.0, $0.1] },
                body: Data(page.body).base64EncodedString())
        }
        try JSONEncoder().encode(served).write(to: URL(fileURLWithPath: folder.file("pages.json")))
        try folder.write(Self.script, to: "server.py")
        process = try ServerProcess(
            ["python3", folder.file("server.py"), "\(port)", folder.path], log: folder.file("log"))
        self.folder = folder
        try process.wait { accepts(port: port) }
    }

    /// What was posted so far: one line each, origin and body.
    var posted: [String] {
        let text = FileManager.default.contents(atPath: posts).map { String(decoding: $0, as: UTF8.self) }
        return (text ?? "").split(separator: "\n").map(String.init)
    }

    /// The request lines so far: method, path and query.
    var requests: [String] {
        process.log.split(separator: "\n").compactMap { line in
            line.split(separator: "\"").dropFirst().first.map(String.init)
        }
    }

    private struct Answer: Codable {
        let status: Int
        let headers: [[String]]
        let body: String
    }

    private static let script = """
        import base64, http.server, json, sys
        folder = sys.argv[2]
        pages = json.load(open(folder + "/pages.json"))

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self, page):
                self.send_response(page["status"])
                for name, value in page["headers"]:
                    self.send_header(name, value)
                body = base64.b64decode(page["body"])
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                missing = {"status": 404, "headers": [], "body": ""}
                self.answer(pages.get(self.path.split("?")[0], missing))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                with open(folder + "/posts", "a") as posts:
                    posts.write(self.headers.get("Origin", "-") + " " + body + "\\n")
                if "username=" in body or "token=" in body:
                    meeting = "/Standup?lang=de&jwt=a.b.c"
                    headers = [["Location", meeting], ["Referrer-Policy", "no-referrer"]]
                    self.answer({"status": 303, "headers": headers, "body": ""})
                else:
                    self.do_GET()

        http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
        """
}
