import Foundation

/// A small XMPP client over BOSH (XEP-0124, XEP-0206), by curl.
struct BOSHSession {
    private let address: String
    private let domain: String
    private var sid = ""
    private var rid = 1_000

    init(address: String, domain: String) {
        self.address = address
        self.domain = domain
    }

    /// Opens the session; `query` follows the address as it stands.
    mutating func open(query: String) throws {
        let answer = try send(
            attributes: "to='\(domain)' wait='5' hold='1' ver='1.6' xml:lang='en' xmpp:version='1.0'",
            to: query.isEmpty ? address : address + "?" + query)
        guard let sid = Self.first(#/ sid='([^']+)'/#, in: answer) else { throw BOSHFailure(answer: answer) }
        self.sid = sid
    }

    /// Starts the stream anew, as after a login.
    mutating func restart() throws {
        _ = try send(attributes: "to='\(domain)' xmpp:restart='true'", to: address)
    }

    /// Sends stanzas, and sends nothing more until `answer` holds for one of the answers; returns what came.
    mutating func send(_ stanzas: String, until answer: (String) -> Bool) throws -> String {
        var all = try send(stanzas, to: address)
        for _ in 0..<5 where !answer(all) { all += try send(to: address) }
        guard answer(all) else { throw BOSHFailure(answer: all) }
        return all
    }

    mutating func close() throws {
        _ = try send(attributes: "type='terminate'", to: address)
    }

    private mutating func send(
        _ stanzas: String = "", attributes: String = "", to address: String
    ) throws -> String {
        rid += 1
        let session = sid.isEmpty ? "" : "sid='\(sid)'"
        return try Command.output(
            [
                "curl", "-sS", "--max-time", "20", "-H", "Content-Type: text/xml; charset=utf-8", "-H",
                "Host: \(domain)", "--data-binary", "@-", address,
            ],
            input: """
                <body rid='\(rid)' \(session) \(attributes) xmlns='http://jabber.org/protocol/httpbind' \
                xmlns:xmpp='urn:xmpp:xbosh'>\(stanzas)</body>
                """)
    }

    /// The first group of the first match.
    static func first(_ pattern: Regex<(Substring, Substring)>, in text: String) -> String? {
        (try? pattern.firstMatch(in: text)).map { String($0.1) }
    }
}

/// The XMPP server answered something that the client does not understand.
struct BOSHFailure: Error, CustomStringConvertible {
    let answer: String
    var description: String { "unexpected answer over BOSH: \(answer)" }
}
