/// One POST and its answer (RFC 9112), on a connection of its own. Redirects are not followed: the address carries a token.
struct WebExchange {
    /// The most that an answer may have, in bytes.
    private static let limit = 256 * 1024

    let address: ServiceAddress
    /// The header Host; over plain http Prosody finds its virtual host by it.
    let host: String

    /// Sends `body` and returns the answer's.
    ///
    /// - Parameter query: with its question mark, or empty.
    func post(_ body: String, query: String, deadline: ContinuousClock.Instant) throws(XMPPError) -> [UInt8] {
        let plain = try PlainChannel.open(host: address.host, port: address.port, deadline: deadline)
        let channel: any Channel =
            address.isSecure ? try SecureChannel(over: plain, host: address.host) : plain
        let head = [
            "POST \(address.path)\(query) HTTP/1.1", "Host: \(host)", "Content-Type: text/xml; charset=utf-8",
            "Content-Length: \(body.utf8.count)", "Connection: close",
        ]
        try channel.send(Array((head.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
        var answer = WebAnswer()
        while !answer.isComplete {
            let part = try channel.receive()
            if part.isEmpty { break }
            answer.add(part)
            guard answer.size <= Self.limit else { throw .notHTTP }
        }
        return try answer.body()
    }
}
