import Foundation
import Testing

@testable import FastCGI

@Suite struct RequestTests {
    private func withRequest(
        _ parameters: [(String, String)], body: String = "", _ use: (borrowing Request) -> Void
    ) {
        let table = Records.pairs(parameters).withUnsafeBytes { ParameterTable($0) }
        Array(body.utf8).withUnsafeBytes { use(Request(entries: table.entries, body: $0)) }
    }

    @Test("A parameter is found by its whole name, and lent as it is")
    func parameters() {
        withRequest([("QUERY_STRING", ""), ("REQUEST_METHOD", "POST"), ("HTTP_X", "é=1")]) { request in
            #expect(request.string("QUERY_STRING") == "")
            #expect(request.string("QUERY") == nil)
            #expect(request.string("HTTP_X") == "é=1")
            #expect(request.withBytes(of: "HTTP_X") { $0.count } == 4)
            #expect(request.withBytes(of: "HTTP_Y") { $0.count } == nil)
            #expect(request.has("REQUEST_METHOD", equalTo: "POST") == true)
            #expect(request.has("REQUEST_METHOD", equalTo: "POS") == false)
            #expect(request.has("REQUEST_METHOD", equalTo: "POSTS") == false)
            #expect(request.has("REQUEST_URI", equalTo: "") == false)
            #expect(request.has("QUERY_STRING", equalTo: "") == true)
        }
    }

    @Test("Bytes that are not UTF-8 do no harm")
    func brokenText() {
        let wire = Records.length(1) + Records.length(3) + [65, 0xff, 0xc0, 0x80]
        let table = wire.withUnsafeBytes { ParameterTable($0) }
        let request = Request(entries: table.entries, body: UnsafeRawBufferPointer(start: nil, count: 0))
        #expect(request.string("A")?.contains("\u{fffd}") == true)
        #expect(
            request.withBytes(of: "A") { span in (0..<span.count).map { span[$0] } } == [0xff, 0xc0, 0x80])
        #expect(request.bodyCount == 0)
        #expect(request.withBody { $0.isEmpty })
    }

    private final class Finding: Sendable {}

    @Test("What is kept of a request is there for the next call, once")
    func kept() {
        let table = Records.pairs([("A", "1")]).withUnsafeBytes { ParameterTable($0) }
        let context = RequestContext(table.entries)
        let finding = Finding()
        func request(_ use: (borrowing Request) -> Void) {
            use(Request(context: context, body: UnsafeRawBufferPointer(start: nil, count: 0)))
        }
        request { #expect($0.takeKept() == nil) }
        request { $0.keep(finding) }
        request {
            #expect($0.takeKept() as? Finding === finding)
            #expect($0.takeKept() == nil)
            $0.keep(finding)
        }
        // The next request of the connection has nothing of it.
        let next = Records.pairs([("B", "2")]).withUnsafeBytes { ParameterTable($0) }
        context.read(next.entries)
        request {
            #expect($0.takeKept() == nil)
            #expect($0.string("A") == nil && $0.string("B") == "2")
        }
        withExtendedLifetime((table, next)) {}
    }

    @Test("A body is lent as it is")
    func body() {
        withRequest([("A", "")], body: "user=a&password=b") { request in
            #expect(request.bodyCount == 17)
            #expect(
                request.withBody { span in String(decoding: (0..<span.count).map { span[$0] }, as: UTF8.self)
                }
                    == "user=a&password=b")
        }
    }

    @Test("Memory for what visitors send is zero after the wipe")
    func wipe() {
        let buffer = WipedBuffer(capacity: 64)
        Array("password".utf8).withUnsafeBytes { buffer.append($0) }
        buffer.wipe()
        #expect(buffer.count == 0)
        #expect(UnsafeRawBufferPointer(start: buffer.start, count: 8).allSatisfy { $0 == 0 })
    }

    @Test("libfcgi leaves the program its signals")
    func signals() async {
        await #expect(processExitsWith: .success) {
            signal(SIGTERM, SIG_IGN)
            signal(SIGPIPE, SIG_DFL)
            let server = try RunningServer(workers: 1)
            #expect(try server.client().ask("/a")?.status == 200)
            var action = sigaction()
            sigaction(SIGPIPE, nil, &action)
            #expect(action.__sigaction_handler.sa_handler == nil)
            // A peer that is gone is no reason to die, although nobody ignores SIGPIPE here.
            for _ in 0..<20 {
                let client = try server.client()
                client.write(Records.request("/large/1000000"))
                _ = client.read(100)
            }
            #expect(kill(getpid(), SIGTERM) == 0)
            #expect(try server.client().ask("/b")?.status == 200)
        }
    }
}
