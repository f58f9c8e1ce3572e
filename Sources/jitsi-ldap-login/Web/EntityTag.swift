internal import Secrets

/// By what a browser tells whether what it has is what there is (RFC 9110, 8.8.3): a hash of the content.
struct EntityTag: Sendable, Equatable {
    /// For the ETag field, with its quotes.
    let text: String

    init(of bytes: [UInt8]) throws(CryptoFailure) {
        text = "\"\(Hexadecimal.encode(try Digest.sha256(bytes).prefix(16)))\""
    }

    /// Whether an If-None-Match field names it, so that the answer is 304 (RFC 9110, 13.1.2).
    func isNamed(in field: String?) -> Bool { field.map { $0 == "*" || $0.contains(text) } ?? false }
}
