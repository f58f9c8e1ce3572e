import TestSupport
import Testing

@testable import XMPP

@Suite("A visit to a room, answer by answer")
struct ScriptedVisitTests {
    private static let own =
        "<presence from='r/me'><x><status code='110'/><item affiliation='member' role='participant'/></x></presence>"

    /// Takes everybody in: a request is answered by what it holds.
    private static func server(
        focus: String = "<iq type='result' id='focus'/>", presences: String = own
    ) throws -> SocketServer {
        try SocketServer { peer in
            guard let request = request(from: peer) else { return }
            let stanzas =
                if request.contains("<auth ") {
                    "<success/>"
                } else if request.contains("id='bind'") {
                    "<iq type='result' id='bind'/>"
                } else if request.contains("id='focus'") {
                    focus
                } else if request.contains("protocol/muc'") {
                    presences
                } else {
                    ""
                }
            answer(peer, "<body sid='s'>\(stanzas)</body>")
        }
    }

    private static func request(from peer: SocketPeer) -> String? {
        var request: [UInt8] = []
        while !String(decoding: request, as: UTF8.self).hasSuffix("</body>") {
            let bytes = peer.read()
            guard !bytes.isEmpty else { return nil }
            request += bytes
        }
        return String(decoding: request, as: UTF8.self)
    }

    private static func answer(_ peer: SocketPeer, _ body: String) {
        peer.write(Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
    }

    private static func join(
        _ server: SocketServer, timeout: Duration = .seconds(30), hear: (FocusAnswer) -> Void = { _ in }
    ) throws -> JoinOutcome {
        let visitor = RoomVisitor(
            service: try #require(ServiceAddress("http://127.0.0.1:\(server.port)/http-bind")),
            domain: "h.example", rooms: "c.h.example", timeout: timeout)
        return try visitor.join(room: "r", token: "x", hear: hear)
    }

    @Test(
        "hears what jicofo says",
        arguments: [
            ("type='result' id='focus'><conference ready='true'/>", .ready),
            ("type='result' id='focus'><conference ready='false'/>", .notReady),
            ("type='result' id='other'/><iq type='result' id='focus'><conference ready='true'/>", .ready),
            (
                "type='error' id='focus'><error><text>no</text><not-authorized/></error>",
                .refused(condition: "not-authorized")
            ),
        ] as [(String, FocusAnswer)])
    func focus(answer: String, meaning: FocusAnswer) throws {
        var heard: [FocusAnswer] = []
        _ = try Self.join(Self.server(focus: "<iq \(answer)</iq>")) { heard.append($0) }
        #expect(heard == [meaning])
    }

    @Test(
        "tells its own presence from those of the others",
        arguments: ["", "<status code='100'/>"])
    func others(status: String) throws {
        let other =
            "<presence from='r/a'><x>\(status)<item affiliation='owner' role='moderator'/></x></presence>"
        for presences in [other + Self.own, Self.own + other] {
            #expect(
                try Self.join(Self.server(presences: presences))
                    == .joined(affiliation: "member", role: "participant"))
        }
    }

    @Test("says in the server's words why a session was ended")
    func terminated() throws {
        let server = try SocketServer { peer in
            guard Self.request(from: peer) != nil else { return }
            Self.answer(peer, "<body type='terminate' condition='host-unknown'/>")
        }
        #expect(throws: XMPPError.terminated("host-unknown")) { try Self.join(server) }
    }

    @Test("ends at an answer that is larger than any of BOSH's")
    func large() throws {
        let server = try SocketServer { peer in
            guard Self.request(from: peer) != nil else { return }
            peer.write(Array("HTTP/1.1 200 OK\r\n\r\n".utf8))
            for _ in 0..<64 where !peer.write([UInt8](repeating: 0x20, count: 65_536)) { return }
        }
        #expect(throws: XMPPError.notHTTP) { try Self.join(server) }
    }

    @Test("ends in time where a server sends its answer byte by byte")
    func dripping() throws {
        let server = try SocketServer { peer in
            guard Self.request(from: peer) != nil else { return }
            peer.drip([UInt8](repeating: 0x20, count: 100), everyMilliseconds: 100)
        }
        #expect(throws: XMPPError.timeout) { try Self.join(server, timeout: .seconds(1)) }
    }
}
