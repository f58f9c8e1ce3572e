import Testing

@testable import XMPP

@Suite("An answer of HTTP")
struct WebAnswerTests {
    private static func answer(_ text: String, pieces: Int) -> WebAnswer {
        var answer = WebAnswer()
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            answer.add(Array(bytes[start..<min(start + pieces, bytes.count)]))
        }
        return answer
    }

    @Test(
        "is read whole, however it comes in",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2;x=y\r\nbc\r\n0\r\n\r\n",
        ], [1, 7, 1000])
    func whole(text: String, pieces: Int) throws {
        let answer = Self.answer(text, pieces: pieces)
        #expect(answer.isComplete)
        #expect(try answer.body() == Array("abc".utf8))
    }

    @Test("without a length ends with the connection")
    func untilTheEnd() throws {
        let answer = Self.answer("HTTP/1.0 200 OK\r\n\r\nabc", pieces: 100)
        #expect(!answer.isComplete)
        #expect(try answer.body() == Array("abc".utf8))
    }

    @Test("that is another status, cut short, or none, is an error")
    func errors() {
        #expect(throws: XMPPError.status(404)) {
            try Self.answer("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", pieces: 9).body()
        }
        #expect(throws: XMPPError.notHTTP) {
            try Self.answer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc", pieces: 9).body()
        }
        // The last two: the most that a number holds, and more.
        for size in ["4", "fffffffffffffff", "7fffffffffffffff", "ffffffffffffffffff"] {
            #expect(throws: XMPPError.notHTTP) {
                try Self.answer(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(size)\r\nabc", pieces: 9
                ).body()
            }
        }
        #expect(throws: XMPPError.notHTTP) { try Self.answer("SSH-2.0-x\r\n\r\n", pieces: 9).body() }
        #expect(throws: XMPPError.notHTTP) { try Self.answer("HTTP/1.1 200", pieces: 9).body() }
    }
}
