internal import Secrets

/// The public keys by which tokens can be checked, as a JWK Set (RFC 7517, 5).
public struct KeySet: Sendable {
    /// The keys: first the one that signs.
    public let keys: [PublishedKey]
    /// The algorithm of every token: Prosody takes one only, whatever the key.
    public let algorithm: Algorithm

    /// - Parameter algorithm: one that signs by RSA.
    public init(_ keys: [PublishedKey], algorithm: Algorithm) {
        self.keys = keys
        self.algorithm = algorithm
    }

    /// The document, in JSON.
    public var json: [UInt8] {
        var list: [UInt8] = []
        for key in keys {
            if !list.isEmpty { list.append(UInt8(ascii: ",")) }
            list += json(key).text
        }
        return Array("{\"keys\":[".utf8) + list + Array("]}".utf8)
    }

    /// One key: RFC 7517, 4, and RFC 7518, 6.3.1.
    private func json(_ published: PublishedKey) -> JSONObject {
        var json = JSONObject()
        json.add("kty", "RSA")
        json.add("kid", published.id)
        json.add("alg", algorithm.rawValue)
        json.add("use", "sig")
        json.add("n", Self.text(published.key.modulus))
        json.add("e", Self.text(published.key.exponent))
        return json
    }

    private static func text(_ number: [UInt8]) -> String {
        String(decoding: Base64.encodeURLSafe(number), as: UTF8.self)
    }
}
