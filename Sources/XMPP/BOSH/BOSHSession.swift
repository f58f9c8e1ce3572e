/// A session of XMPP over HTTP (XEP-0124, XEP-0206), one request at a time.
struct BOSHSession {
    /// How long the server holds a request while nothing happens, in seconds.
    static let wait = 2

    private let exchange: WebExchange
    private let domain: String
    private let deadline: ContinuousClock.Instant
    private var sid: String?
    // XEP-0124, 14.2: "large, random".
    private var rid = UInt64.random(in: 1_000_000...(1 << 40))

    init(exchange: WebExchange, domain: String, deadline: ContinuousClock.Instant) {
        self.exchange = exchange
        self.domain = domain
        self.deadline = deadline
    }

    /// Opens the session.
    ///
    /// - Parameter query: of the address, with its question mark; for the first request alone, as the token in it.
    mutating func open(query: String) throws(XMPPError) {
        let answer = try send(
            attributes:
                "to='\(domain)' wait='\(Self.wait)' hold='1' ver='1.6' xml:lang='en' xmpp:version='1.0'",
            query: query)
        guard let sid = answer["sid"], !sid.isEmpty else { throw .notXMPP }
        self.sid = sid
    }

    /// Starts the stream anew, as after a login (XEP-0206, 5).
    mutating func restart() throws(XMPPError) {
        _ = try send(attributes: "to='\(domain)' xmpp:restart='true'")
    }

    /// Sends stanzas; what came back, which may be nothing.
    mutating func send(_ stanzas: String) throws(XMPPError) -> [Element] {
        try send(stanzas, attributes: "").children
    }

    /// Sends stanzas and asks on until something comes that `pick` takes.
    mutating func send<Found>(
        _ stanzas: String, until pick: (Element) -> Found?
    ) throws(XMPPError) -> Found {
        var stanzas = stanzas
        while true {
            for child in try send(stanzas) { if let found = pick(child) { return found } }
            stanzas = ""
        }
    }

    /// Ends the session; whether the server hears it does not matter any more.
    mutating func close() { _ = try? send(attributes: "type='terminate'") }

    private mutating func send(
        _ stanzas: String = "", attributes: String, query: String = ""
    ) throws(XMPPError) -> Element {
        rid += 1
        let session = sid.map { "sid='\(Element.escaped($0))' " } ?? ""
        let body = """
            <body rid='\(rid)' \(session)\(attributes) xmlns='http://jabber.org/protocol/httpbind' \
            xmlns:xmpp='urn:xmpp:xbosh'>\(stanzas)</body>
            """
        let bytes = try exchange.post(body, query: query, deadline: deadline)
        guard let answer = ElementReader.read(bytes), answer.name == "body" else { throw .notXMPP }
        if answer["type"] == "terminate" { throw .terminated(answer["condition"] ?? "") }
        return answer
    }
}
