internal import Foundation
public import Secrets

extension Signer {
    /// The token that `compact` is, where this signer's key made it and it has not run out; nil for everything else.
    ///
    /// For a token that a visitor had for a moment and brings back.
    ///
    /// - Parameters:
    ///   - compact: what was brought, as it came.
    ///   - now: seconds since 1970.
    /// - Throws: `CryptoFailure` where libcrypto fails, which happens only for want of memory.
    public func token(recognizing compact: SecretBytes, now: Int) throws(CryptoFailure) -> Token? {
        let text = unsafe compact.withUnsafeBytes { unsafe Array($0) }
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        // The signing input (RFC 7515, 5.1) ends before the second dot.
        guard parts.count == 3, let signature = Base64.decodeURLSafe(parts[2]),
            try isSignature(signature, of: Array(text[..<(parts[2].startIndex - 1)])),
            let payload = Base64.decodeURLSafe(parts[1]), Self.expiry(of: payload) > now
        else { return nil }
        return Token(compact: String(decoding: text, as: UTF8.self))
    }

    /// `exp` of a payload that has been recognized; the past where there is none.
    private static func expiry(of payload: [UInt8]) -> Int {
        struct Claims: Decodable { let exp: Int }
        return (try? JSONDecoder().decode(Claims.self, from: Data(payload)))?.exp ?? 0
    }
}
