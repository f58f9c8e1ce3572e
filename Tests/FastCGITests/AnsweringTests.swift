import FastCGI
import Foundation
import Testing

@Suite struct AnsweringTests {
    @Test("A request is answered, and its connection serves the next one")
    func keptConnection() throws {
        let server = try RunningServer()
        let client = try server.client()
        for number in 0..<50 {
            #expect(client.ask("/a/\(number)")?.body == "192.0.2.7 GET /a/\(number) 0")
        }
        #expect(server.server.counters.accepted == 1)
        #expect(server.server.counters.requests == 50)
    }

    @Test("A web server that does not keep the connection finds it closed after the answer")
    func closedConnection() throws {
        let server = try RunningServer()
        let client = try server.client()
        client.write(Records.request("/", keep: false))
        #expect(client.answer()?.status == 200)
        #expect(client.isClosed())
    }

    @Test(
        "A body arrives whole, in whatever pieces", arguments: [1, 300, 4_095, 4_096, 4_097, 40_000, 65_536])
    func body(count: Int) throws {
        let server = try RunningServer()
        let client = try server.client()
        let body = (0..<count).map { UInt8(ascii: "a") + UInt8($0 % 26) }
        for size in [32_768, 65_528, 1_000] {
            client.write(Records.request("/body", method: "POST", body: body, size: size))
            #expect(client.answer()?.body == String(decoding: body, as: UTF8.self))
        }
    }

    @Test("A request that comes byte by byte is answered once it is whole")
    func byteByByte() throws {
        let server = try RunningServer()
        let client = try server.client()
        for byte in Records.request("/slowly", method: "POST", body: Array("name=a".utf8)) {
            #expect(client.write([byte]))
            usleep(500)
        }
        #expect(client.answer()?.body == "192.0.2.7 POST /slowly 6")
    }

    @Test(
        "An answer of any length arrives whole",
        arguments: [0, 1, 8_000, 8_184, 8_192, 20_000, 200_000, 1_000_000])
    func largeAnswer(count: Int) throws {
        let server = try RunningServer()
        let answer = try server.client().ask("/large/\(count)")
        #expect(answer?.body.utf8.count == count)
        #expect(answer?.head.contains("Content-Length: \(count)") == true)
    }

    @Test("HEAD gets the header of GET, and no body")
    func head() throws {
        let server = try RunningServer()
        let client = try server.client()
        client.write(Records.request("/large/700", method: "HEAD"))
        let answer = client.answer()
        #expect(answer?.head.contains("Content-Length: 700") == true)
        #expect(answer?.body == "")
    }

    @Test(
        "A header that would forge another one is never sent",
        arguments: [
            "/header/a%0d%0aSet-Cookie:%20b", "/header/a%0ab", "/header/a%0db", "/header/a%00b",
            "/header/%7f",
            "/name/X%0d%0aY", "/name/", "/name/X%20Y", "/name/Status", "/name/content-length", "/name/X:",
            "/status/99", "/status/1000", "/status/0",
        ])
    func forgedHeader(uri: String) throws {
        let server = try RunningServer()
        let answer = try server.client().ask(uri)
        #expect(answer?.text == "Status: 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")
        guard case .unfitResponse(let what)? = server.events.first else {
            Issue.record("not reported")
            return
        }
        #expect(!what.contains("\r") && !what.contains("\n") && !what.contains("Set-Cookie"))
    }

    @Test("Statuses that have no body get none", arguments: [204, 304])
    func noBody(status: Int) throws {
        let server = try RunningServer()
        let answer = try server.client().ask("/status/\(status)")
        #expect(answer?.body == "")
        #expect(answer?.head.contains("Content-Length") == false)
    }

    @Test(
        "What CONTENT_LENGTH says does not count",
        arguments: ["", "-1", "0", "4", "999999999999999999999", "x"])
    func contentLength(value: String) throws {
        let server = try RunningServer()
        let client = try server.client()
        client.write(
            Records.request(
                "/a", method: "POST", body: Array("12345".utf8), more: [("CONTENT_LENGTH", value)]))
        #expect(client.answer()?.body == "192.0.2.7 POST /a 5")
        #expect(client.ask("/b")?.body == "192.0.2.7 GET /b 0")
    }

    @Test("The first of two parameters with one name counts, and a longer name is another one")
    func parameterNames() throws {
        let server = try RunningServer()
        let client = try server.client()
        let names = [
            ("REQUEST_UR", "/no"), ("REQUEST_URIX", "/no"), ("REQUEST_URI", "/yes"), ("REQUEST_URI", "/no"),
        ]
        client.write(Records.begin() + Records.stream(4, Records.pairs(names)) + Records.stream(5, []))
        #expect(client.answer()?.body == "- - /yes 0")
    }
}
