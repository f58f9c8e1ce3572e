import FastCGI
import Foundation
import TestSupport
import Testing

/// Through a real nginx that keeps its connections.
@Suite struct NginxTests {
    let server: RunningServer
    let nginx: Nginx
    let port = FreePort.next()

    init() throws {
        server = try RunningServer(workers: 4)
        nginx = try Nginx(
            http: """
                upstream responder { server unix:\(server.path); keepalive 1; }
                client_max_body_size 0;
                server {
                    listen 127.0.0.1:\(port);
                    location / {
                        include /etc/nginx/fastcgi_params;
                        fastcgi_pass responder;
                        fastcgi_keep_conn on;
                    }
                    location /streamed/ {
                        include /etc/nginx/fastcgi_params;
                        fastcgi_pass responder;
                        fastcgi_keep_conn on;
                        fastcgi_request_buffering off;
                    }
                }
                """, port: port)
    }

    private func ask(_ method: String, _ uri: String, headers: [String] = [], body: [UInt8] = [])
        -> HTTPClient.Answer?
    { HTTPClient.ask(port: port, method, uri, headers: headers, body: body) }

    @Test("nginx's connection is kept from one request to the next")
    func keepAlive() {
        for _ in 0..<50 { #expect(ask("GET", "/a")?.body == "127.0.0.1 GET /a 0") }
        #expect(ask("POST", "/a", body: Array("x=1".utf8))?.body == "127.0.0.1 POST /a 3")
        #expect(ask("HEAD", "/a")?.body == "")
        #expect(server.server.counters.accepted == 1)
    }

    @Test("A redirect is a redirect, with its reason")
    func status() {
        #expect(ask("GET", "/status/303")?.head.hasPrefix("HTTP/1.1 303 See Other\r\n") == true)
    }

    @Test("40 posts of 60 KB at once arrive whole")
    func largePosts() async {
        let body = [UInt8](repeating: UInt8(ascii: "y"), count: 60_000)
        await withTaskGroup(of: String?.self) { group in
            for _ in 0..<40 { group.addTask { ask("POST", "/a", body: body)?.body } }
            for await answer in group { #expect(answer == "127.0.0.1 POST /a 60000") }
        }
        #expect(server.server.counters.malformed == 0)
    }

    @Test(
        "A body beyond 64 KiB is answered with 413, not 502, and the connection serves on",
        arguments: [65_537, 70_000, 150_000, 250_000, 3_000_000, 20_000_000], ["/", "/streamed/"])
    func tooLarge(count: Int, uri: String) {
        let answer = ask("POST", uri, body: [UInt8](repeating: UInt8(ascii: "z"), count: count))
        #expect(answer?.status == 413)
        #expect(answer?.body == "127.0.0.1 POST \(uri) 0")
        #expect(ask("GET", "/after")?.status == 200)
        #expect(server.server.counters.accepted <= 2)
        #expect(server.server.counters.tooLarge == 1)
    }

    /// A body that is records wherever a reader falls into it: at each of the eight offsets.
    private func poison(_ record: [UInt8], count: Int) -> [UInt8] {
        var body: [UInt8] = []
        var offset = 0
        while body.count + record.count + 8 < count {
            body += record + [UInt8](repeating: 0, count: offset)
            offset = (offset + 1) % 8
        }
        return body + [UInt8](repeating: 0, count: count - body.count)
    }

    static let poisons: [(String, [UInt8])] = [
        (
            "a forged request",
            Records.begin()
                + Records.stream(4, Records.pairs(Records.parameters("/forged", address: "203.0.113.66")))
                + Records.stream(5, [])
        ),
        ("GET_VALUES", Records.getValues([String](repeating: "FCGI_MPXS_CONNS", count: 6))),
    ]

    @Test(
        "A body that holds FastCGI records forges nothing and kills nothing", arguments: poisons,
        [200, 8_192, 16_000, 60_000, 65_536, 100_000, 400_000])
    func poisonedBody(poison: (name: String, record: [UInt8]), count: Int) {
        let body = self.poison(poison.record, count: count)
        for method in ["GET", "POST"] {
            let answer = ask(method, "/login", body: body)
            #expect(answer?.status == (count > 65_536 ? 413 : 200))
            for _ in 0..<3 { #expect(ask("GET", "/next")?.body == "127.0.0.1 GET /next 0") }
        }
        #expect(server.seen.allSatisfy { $0.hasPrefix("127.0.0.1 ") && !$0.contains("/forged") })
        #expect(server.seen.count == 8)
        #expect(server.server.counters.malformed == 0)
        #expect(server.server.counters.accepted == 1, "the kept connection is the point")
    }

    @Test("A visitor's headers cannot pass for nginx's own parameters")
    func headers() {
        let headers = ["REMOTE_ADDR: 1.2.3.4", "Remote-Addr: 1.2.3.4", "REMOTE_ADDR=1.2.3.4: a", "X: a=b"]
        #expect(ask("GET", "/a", headers: headers)?.body == "127.0.0.1 GET /a 0")
    }

    @Test("A visitor who goes away leaves nothing behind")
    func abandoned() throws {
        for _ in 0..<20 {
            _ = HTTPClient.ask(
                port: port, "POST", "/streamed/a", headers: ["Content-Length: 50000"], leaving: true)
        }
        #expect(ask("GET", "/a")?.status == 200)
        #expect(eventually { server.server.counters.connectionsNow <= 1 })
    }

    @Test("A reload of nginx under load loses no request")
    func reload() async {
        await withTaskGroup(of: Int?.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<50 {
                        if let status = ask("GET", "/a")?.status, status != 200 { return status }
                    }
                    return 200
                }
            }
            nginx.reload()
            for await status in group { #expect(status == 200) }
        }
    }
}
