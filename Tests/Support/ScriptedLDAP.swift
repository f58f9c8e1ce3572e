/// Just enough LDAP (RFC 4511) to play a server that answers as a test says.
public enum ScriptedLDAP {
    /// A request, as far as a script needs it.
    public struct Request: Sendable {
        public let messageID: [UInt8]
        /// 0x60 bind, 0x63 search, 0x77 extended, 0x42 unbind.
        public let operation: UInt8
        /// The base of a search; the name of a bind.
        public let base: String
        /// The request itself; names and values in it are plain text.
        public let content: [UInt8]

        /// Whether this text stands in it somewhere.
        public func holds(_ text: String) -> Bool {
            let text = Array(text.utf8)
            return content.indices.contains { content[$0...].starts(with: text) }
        }
    }

    public static let bind: UInt8 = 0x60
    public static let search: UInt8 = 0x63
    public static let extended: UInt8 = 0x77

    /// The requests in `bytes`, each in whole.
    public static func requests(in bytes: [UInt8]) -> [Request] {
        var found: [Request] = []
        var rest = bytes[...]
        while let message = element(&rest), message.tag == 0x30 {
            var inside = message.content
            guard let number = element(&inside) else { break }
            let content = Array(inside)
            guard let operation = element(&inside) else { break }
            var parts = operation.content
            // A bind has its version first (RFC 4511, 4.2).
            if operation.tag == bind { _ = element(&parts) }
            let base = element(&parts).map { String(decoding: $0.content, as: UTF8.self) } ?? ""
            found.append(
                Request(
                    messageID: Array(number.content), operation: operation.tag, base: base, content: content))
        }
        return found
    }

    /// The answer to a request: a result code with a diagnostic message, and controls made by `control`.
    public static func result(
        _ code: UInt8, to request: Request, saying diagnostic: String = "", controls: [[UInt8]] = []
    ) -> [UInt8] {
        let tag: UInt8 = [bind: 0x61, search: 0x65, extended: 0x78][request.operation] ?? 0x61
        return message(
            request, tag, [0x0A, 1, code, 0x04, 0] + encode(0x04, Array(diagnostic.utf8)),
            controls.isEmpty ? [] : encode(0xA0, controls.flatMap { $0 }))
    }

    /// A response control (RFC 4511, 4.1.11), with a value or without.
    public static func control(_ oid: String, _ value: [UInt8]? = nil) -> [UInt8] {
        encode(0x30, encode(0x04, Array(oid.utf8)) + (value.map { encode(0x04, $0) } ?? []))
    }

    /// A search result entry with one attribute.
    public static func entry(
        _ dn: String, _ attribute: String, _ values: [[UInt8]], to request: Request
    ) -> [UInt8] {
        entry(dn, [(attribute, values)], to: request)
    }

    /// A search result entry.
    public static func entry(
        _ dn: String, _ attributes: [(name: String, values: [[UInt8]])], to request: Request
    ) -> [UInt8] {
        let list = attributes.flatMap { attribute in
            let set = encode(0x31, attribute.values.flatMap { encode(0x04, $0) })
            return encode(0x30, encode(0x04, Array(attribute.name.utf8)) + set)
        }
        return message(request, 0x64, encode(0x04, Array(dn.utf8)) + encode(0x30, list))
    }

    /// A search result reference.
    public static func reference(_ url: String, to request: Request) -> [UInt8] {
        message(request, 0x73, encode(0x04, Array(url.utf8)))
    }

    private static func message(
        _ request: Request, _ tag: UInt8, _ content: [UInt8], _ controls: [UInt8] = []
    ) -> [UInt8] {
        encode(0x30, encode(0x02, request.messageID) + encode(tag, content) + controls)
    }

    /// A BER element.
    public static func encode(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        if count < 128 { return [tag, UInt8(count)] + content }
        return [tag, 0x83, UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)] + content
    }

    private static func element(_ bytes: inout ArraySlice<UInt8>) -> (tag: UInt8, content: ArraySlice<UInt8>)?
    {
        guard let tag = bytes.popFirst(), let first = bytes.popFirst() else { return nil }
        var count = Int(first)
        if first >= 0x80 {
            count = 0
            for _ in 0..<(first & 0x7F) {
                guard let byte = bytes.popFirst() else { return nil }
                count = count << 8 | Int(byte)
            }
        }
        guard bytes.count >= count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return (tag, bytes.prefix(count))
    }
}

extension SocketServer {
    /// A plain LDAP server that answers each request with what `answer` returns; nil cuts the connection by a reset.
    public static func scripted(
        _ answer: @escaping @Sendable (ScriptedLDAP.Request) -> [UInt8]?
    ) throws -> SocketServer {
        try SocketServer { peer in
            while true {
                let bytes = peer.read()
                guard !bytes.isEmpty else { return }
                for request in ScriptedLDAP.requests(in: bytes) where request.operation != 0x42 {
                    guard let reply = answer(request) else {
                        peer.reset()
                        return
                    }
                    peer.write(reply)
                }
            }
        }
    }
}
