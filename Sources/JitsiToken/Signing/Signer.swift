public import Secrets

/// Makes tokens: JSON Web Tokens (RFC 7519) in the compact form of RFC 7515.
///
/// It may be used by any number of threads at once.
public struct Signer: Sendable {
    private enum Key: Sendable {
        case shared(SharedSecret)
        case rsa(PrivateKey)
    }

    /// The algorithm of every token made here.
    public let algorithm: Algorithm
    /// The public half of the key, for others to check by; nil with a shared secret, which has none.
    public let publishedKey: PublishedKey?
    private let key: Key
    /// The first part of every token, base64url with its dot.
    private let header: [UInt8]

    /// Signs with a shared secret, Prosody's `app_secret`.
    ///
    /// - Parameter allowingShortSecret: takes a secret shorter than the hash; for sites whose Prosody has one already.
    /// - Throws: `SignerProblem`: an RS algorithm, or a secret that is empty or too short.
    public init(
        sharedSecret secret: SecretBytes, algorithm: Algorithm, allowingShortSecret: Bool = false
    ) throws(SignerProblem) {
        guard algorithm.usesSharedSecret else { throw .wrongKind(algorithm) }
        guard !secret.isEmpty else { throw .emptySecret }
        guard secret.count >= algorithm.hashSize || allowingShortSecret else {
            throw .shortSecret(algorithm, count: secret.count)
        }
        self.algorithm = algorithm
        publishedKey = nil
        key = .shared(SharedSecret(algorithm: algorithm, secret: secret))
        header = Self.header(algorithm, keyID: nil)
    }

    /// Signs with an RSA key.
    ///
    /// - Parameters:
    ///   - pem: the private key in PEM, PKCS#8 or PKCS#1, without a passphrase, of at least 2,048 bits.
    ///   - keyID: `kid`, by which Prosody finds the public key.
    /// - Throws: `SignerProblem`: an HS algorithm, a key that cannot sign, or an unusable id.
    public init(privateKey pem: SecretBytes, algorithm: Algorithm, keyID: String) throws(SignerProblem) {
        guard !algorithm.usesSharedSecret else { throw .wrongKind(algorithm) }
        guard PublishedKey.isUsable(keyID) else { throw .unusableKeyID }
        self.algorithm = algorithm
        let privateKey = try PrivateKey(pem: pem)
        guard let published = try? PublishedKey(id: keyID, key: privateKey.publicKey) else {
            throw .unusableKeyID
        }
        publishedKey = published
        key = .rsa(privateKey)
        header = Self.header(algorithm, keyID: keyID)
    }

    /// The token that says `claims`.
    ///
    /// - Throws: `CryptoFailure` where libcrypto fails, which happens only for want of memory.
    public func token(for claims: Claims) throws(CryptoFailure) -> Token {
        try token(payload: claims.json.text)
    }

    /// The token with this payload.
    func token(payload: [UInt8]) throws(CryptoFailure) -> Token {
        var text = header
        let encoded = Base64.encodeURLSafe(payload)
        // Room for the signature as well: PKCS#1 makes it as long as the key, of which 4,096 bits are usual.
        text.reserveCapacity(header.count + encoded.count + 700)
        text += encoded
        let signature = try signature(of: text)
        text.append(UInt8(ascii: "."))
        text += Base64.encodeURLSafe(signature)
        return Token(compact: String(decoding: text, as: UTF8.self))
    }

    /// Whether `signature` is that of this signing input, in a time that does not tell how far it is right.
    func isSignature(_ signature: [UInt8], of message: [UInt8]) throws(CryptoFailure) -> Bool {
        switch key {
        case .shared(let secret):
            SecretBytes(copying: signature).equals(SecretBytes(copying: try secret.sign(message)))
        case .rsa(let key): key.verify(signature, of: message, algorithm)
        }
    }

    /// The signature of the signing input (RFC 7515, 5.1).
    func signature(of message: [UInt8]) throws(CryptoFailure) -> [UInt8] {
        switch key {
        case .shared(let secret): try secret.sign(message)
        case .rsa(let key): try key.sign(message, algorithm)
        }
    }

    /// `typ` must be exactly "JWT": Prosody refuses a token without it, or in lower case.
    private static func header(_ algorithm: Algorithm, keyID: String?) -> [UInt8] {
        var json = JSONObject()
        json.add("typ", "JWT")
        json.add("alg", algorithm.rawValue)
        json.add("kid", keyID)
        return Base64.encodeURLSafe(json.text) + [UInt8(ascii: ".")]
    }
}
