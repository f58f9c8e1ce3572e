import Foundation
import TestSupport
import Testing

@Suite("A request as bad input")
struct HTTPTests {
    private static let site = Result { try MeetSite() }
    private static let right = "username=alice&password=alice+secret"

    // MARK: methods

    @Test(
        "with the credentials in its query is a look at the page, and tries no password",
        arguments: ["GET", "HEAD"])
    func credentialsInQuery(method: String) throws {
        let site = try MeetSite()
        let answer = try site.get("/_login/to/Query?" + Self.right, method: method)
        #expect(answer.status == 200 && answer["location"] == nil)
        #expect(answer.values("set-cookie").allSatisfy { !$0.hasPrefix("__Host-jitsi-ldap-login=") })
        #expect(answer.body.contains("type=\"password\"") == (method == "GET"))
        #expect(!answer.body.contains("alice"))
        #expect(site.slapd.binds(as: SlapdPeople.alice) == 0)
        site.expect(.nothing, room: "query")
        try site.expectServing()
        #expect(!site.responder.log.contains("alice"))
    }

    @Test(
        "by another method than GET, HEAD and POST is refused, with credentials or without",
        arguments: ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "POSTS"])
    func methods(method: String) throws {
        let site = try Self.site.get()
        let answer = try site.curl.request(
            site.origin + "/", target: "/_login/to/Method", method: method,
            headers: ["Origin: \(site.origin)", "Accept-Language: en"], body: Self.right)
        // nginx itself knows no lower case, and answers TRACE by itself.
        #expect([400, 405].contains(answer.status), "\(answer.status)")
        #expect(answer["location"] == nil && !answer.body.contains("alice"))
        if answer.status == 405, method != "TRACE" {
            #expect(answer["allow"] == "GET, HEAD, POST")
            site.expect(.line("<5>method refused client=127.0.0.1 method=\(method)"), room: "method")
        }
        site.expect(.nothing, room: "method")
        try site.expectServing()
    }

    // MARK: lengths

    struct Length: Sendable, CustomTestStringConvertible {
        let what: String
        /// Lines of the head, for a form of so many bytes.
        let head: @Sendable (Int) -> [String]
        /// What is sent of the form.
        var sent: @Sendable (String) -> String = { $0 }
        /// The status; nil: none, as nobody waits for it.
        let status: Int?
        var logged = Logged.nothing
        var testDescription: String { what }
    }

    private static func chunked(_ form: String) -> String {
        "\(String(form.utf8.count, radix: 16))\r\n\(form)\r\n0\r\n\r\n"
    }
    private static let missing = Logged.line(
        "<5>form refused client=127.0.0.1 reason=\"the field password is missing")
    private static let password = "&password=alice+secret"

    static let lengths = [
        Length(
            what: "right", head: { ["Content-Length: \($0)"] }, status: 303,
            logged: .login("outcome=admitted")),
        Length(what: "none, and no body that could be told", head: { _ in [] }, status: 400),
        Length(
            what: "none, but in chunks", head: { _ in ["Transfer-Encoding: chunked"] }, sent: chunked,
            status: 303, logged: .login("outcome=admitted")),
        Length(
            what: "a chunk that lies", head: { _ in ["Transfer-Encoding: chunked"] },
            sent: { "zz\r\n\($0)\r\n0\r\n\r\n" }, status: 400),
        Length(what: "negative", head: { _ in ["Content-Length: -1"] }, status: 400),
        Length(what: "no number", head: { _ in ["Content-Length: x"] }, status: 400),
        Length(what: "beyond 64 bits", head: { _ in ["Content-Length: 99999999999999999999"] }, status: 400),
        Length(
            what: "two that differ", head: { ["Content-Length: \($0)", "Content-Length: 3"] }, status: 400),
        Length(
            what: "beside chunks", head: { ["Content-Length: \($0)", "Transfer-Encoding: chunked"] },
            status: 400),
        Length(
            what: "too short", head: { ["Content-Length: \($0 - password.utf8.count)"] }, status: 400,
            logged: missing),
        Length(what: "0", head: { _ in ["Content-Length: 0"] }, status: 400),
        Length(what: "too long, and then nothing", head: { ["Content-Length: \($0 + 1000)"] }, status: nil),
        Length(
            what: "a body cut short in its password", head: { ["Content-Length: \($0)"] },
            sent: { String($0.dropLast(3)) }, status: nil),
        Length(what: "of 1 GiB", head: { _ in ["Content-Length: 1073741824"] }, status: 413),
        Length(
            what: "of a head that is too large",
            head: { ["Content-Length: \($0)", "X: " + String(repeating: "x", count: 40_000)] }, status: 400),
    ]

    @Test(
        "with a length that is missing, lies or is none has its answer, and no other request with it",
        arguments: lengths.indices)
    func length(number: Int) throws {
        let row = Self.lengths[number]
        let site = try Self.site.get()
        let room = "Length\(number)"
        let page = try site.get("/_login/to/\(room)")
        let form =
            page.hiddenFields.map { "\($0.name)=\(Form.encode($0.value))&" }.joined() + "username=alice"
            + Self.password
        let head =
            [
                "POST /_login/to/\(room) HTTP/1.1", "Host: \(MeetSite.host):\(site.port)",
                "Origin: \(site.origin)", "Cookie: \(page.cookiePairs)",
                "Content-Type: application/x-www-form-urlencoded", "Connection: close",
            ] + row.head(form.utf8.count)
        let answer = try site.raw(
            head.joined(separator: "\r\n") + "\r\n\r\n" + row.sent(form), waits: row.status != nil)
        if let status = row.status {
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer.prefix(200))")
            #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2, "\(answer)")
        } else {
            #expect(answer == "")
        }
        site.expect(row.logged, room: room)
        try site.expectServing()
    }

    // MARK: bodies

    struct Body: Sendable, CustomTestStringConvertible {
        let what: String
        let body: String
        var type = "application/x-www-form-urlencoded"
        let reason: String
        var testDescription: String { what }
    }

    private static let part =
        "--x\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\nalice\r\n--x--\r\n"

    static let bodies = [
        Body(
            what: "multipart", body: part, type: "multipart/form-data; boundary=x",
            reason: "the body is not application/x-www"),
        Body(
            what: "JSON", body: "{\"username\":\"alice\"}", type: "application/json",
            reason: "the body is not application/x-www"),
        Body(
            what: "a form as text", body: right, type: "text/plain",
            reason: "the body is not application/x-www"),
        Body(
            what: "of a type that begins like the right one", body: right,
            type: "application/x-www-form-urlencoded2", reason: "the body is not application/x-www"),
        Body(
            what: "the user name twice", body: right + "&username=bob", reason: "a field stands there twice"),
        Body(
            what: "the password twice", body: right + "&password=alice+secret",
            reason: "a field stands there twice"),
        Body(
            what: "a name twice, once encoded", body: right + "&user%6eame=bob",
            reason: "a field stands there twice"),
        Body(what: "an unknown field twice", body: right + "&x=1&x=2", reason: "a field stands there twice"),
        Body(
            what: "10,000 fields", body: right + (1...10_000).map { "&\($0)=" }.joined(),
            reason: "there are more than 32 fields"),
        Body(
            what: "10,000 times one field", body: right + String(repeating: "&f=", count: 10_000),
            reason: "a field stands there twice"),
        Body(
            what: "a broken % in a value", body: "username=%zz&password=x",
            reason: "a % is not followed by two"),
        Body(
            what: "a broken % in the password", body: "username=alice&password=x%2",
            reason: "a % is not followed by two"),
        Body(what: "a broken % in a name", body: right + "&%g0=1", reason: "a % is not followed by two"),
        Body(what: "no password", body: "username=alice", reason: "the field password is missing"),
        Body(what: "no user name", body: "password=alice+secret", reason: "the field username is missing"),
        Body(what: "nothing", body: "", reason: "the field username is missing"),
        Body(
            what: "separators only", body: String(repeating: "&", count: 60_000),
            reason: "the field username is missing"),
        Body(
            what: "another separator", body: "username=alice;password=alice+secret",
            reason: "the field password is missing"),
    ]

    @Test("with a body that is no form of ours is refused, and the log says why", arguments: bodies.indices)
    func body(number: Int) throws {
        let row = Self.bodies[number]
        let site = try Self.site.get()
        let answer = try site.post(
            "/_login/to/Body\(number)", raw: Array(row.body.utf8), headers: ["Content-Type: \(row.type)"])
        Reply.unreadable.expect(answer, row.what)
        site.expect(.line("<5>form refused client=127.0.0.1 reason=\"\(row.reason)"), room: "body\(number)")
        try site.expectServing()
    }

    // MARK: where it comes from, and where it goes

    @Test(
        "that another site's page has sent is refused, and the log names that site",
        arguments: [
            ("Origin: https://evil.example", "https://evil.example"), ("Origin: null", "null"),
            ("Origin: http://meet.example.org", "http://meet.example.org"),
            ("Origin: https://meet.example.org.evil.example", "https://meet.example.org.evil.example"),
            ("Origin;", "\"\""),
        ])
    func otherOrigin(header: String, logged: String) throws {
        let site = try Self.site.get()
        let answer = try site.curl.request(
            site.origin + "/", target: "/_login/to/Origin", headers: [header, "Accept-Language: en"],
            body: Self.right)
        Reply.unreadable.expect(answer, header)
        site.expect(.line("<5>form from another site client=127.0.0.1 origin=\(logged)"), room: "origin")
        try site.expectServing()
    }

    @Test(
        "with another Host gets no form and tries no password",
        arguments: ["evil.example", "meet.example.org.evil.example", "127.0.0.1", "localhost"])
    func otherHost(host: String) throws {
        let site = try Self.site.get()
        for body in [nil, Self.right] {
            let answer = try site.curl.request(
                site.origin + "/", target: "/_login/to/Host",
                headers: ["Host: \(host)", "Origin: \(site.origin)"], body: body)
            #expect([404, 405, 421].contains(answer.status), "\(answer.status)")
            #expect(answer["location"] == nil && !answer.body.contains("type=\"password\""))
        }
        site.expect(.nothing, room: "host")
        try site.expectServing()
    }

    @Test(
        "cannot say by its headers who sends it, or where it leads",
        arguments: [
            "X-Forwarded-For: 203.0.113.9", "X-Real-IP: 203.0.113.9",
            "Forwarded: for=203.0.113.9;host=evil.example",
            "Client-IP: 203.0.113.9", "Remote-Addr: 203.0.113.9", "REMOTE_ADDR: 203.0.113.9",
            "HTTP_HOST: evil.example",
            "X-Forwarded-Host: evil.example", "X-Host: evil.example", "X-Original-URL: /_login/to/Evil",
            "X-Rewrite-URL: /_login/to/Evil", "Request-URI: /_login/to/Evil", "X-HTTP-Method-Override: GET",
            "Proxy: http://evil.example", "HTTPS: off", "Document-Root: /", "Script-Filename: /etc/passwd",
        ])
    func forgedHeaders(header: String) throws {
        let site = try Self.site.get()
        let room = "Header" + header.utf8.map { String($0, radix: 16) }.joined()
        let answer = try site.post(
            "/_login/to/\(room)", ["username": "alice", "password": "alice secret"], headers: [header])
        Reply.entered.expect(answer, header)
        #expect(answer["location"]?.hasPrefix("\(site.origin)/\(room)?jwt=") == true)
        site.expect(.login("client=127.0.0.1 "), room: room)
        #expect(!site.responder.log.contains("203.0.113.9"))
        try site.expectServing()
    }

    @Test("with an address beyond nginx's buffers is nginx's to refuse, and the responder never sees it")
    func longAddress() throws {
        let site = try Self.site.get()
        let state = String(repeating: "%22", count: 7000)
        let answer = try site.raw(
            "GET /_login?state=\(state) HTTP/1.1\r\nHost: \(MeetSite.host):\(site.port)\r\nConnection: close\r\n\r\n"
        )
        #expect(answer.hasPrefix("HTTP/1.1 414 "), "\(answer.prefix(100))")
        try site.expectServing()
    }
}

extension MeetSite {
    /// Sends bytes over TLS as they are, and returns what comes until nginx closes.
    ///
    /// - Parameter waits: false: closes behind the last byte.
    func raw(_ text: String, waits: Bool = true) throws -> String {
        try Command.run(
            [
                "timeout", "30", "openssl", "s_client", "-quiet", waits ? "-ign_eof" : "-no_ign_eof",
                "-connect",
                "127.0.0.1:\(port)", "-servername", Self.host,
            ], input: text
        ).output
    }
}
