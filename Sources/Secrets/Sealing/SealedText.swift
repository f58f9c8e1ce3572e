/// The form of a sealed text: header, nonce, ciphertext with tag, in base64url.
struct SealedText {
    /// How it was sealed; the first byte.
    enum Version: UInt8 {
        /// With a random nonce.
        case random = 1
        /// With a nonce made of the plaintext.
        case deterministic = 2

        /// The use of the key that encrypts. Each version has its own, so that their nonces never meet.
        var keyName: String {
            switch self {
            case .random: "seal"
            case .deterministic: "seal deterministically"
            }
        }
    }

    /// What is not encrypted, but covered by the tag.
    struct Header {
        let version: Version
        let keyID: [UInt8]

        var bytes: [UInt8] { [version.rawValue] + keyID }
    }

    let header: Header
    let nonce: [UInt8]
    let ciphertext: ArraySlice<UInt8>

    private static let headerSize = 1 + SealingKey.idSize
    private static let overhead = headerSize + AuthenticatedCipher.nonceSize + AuthenticatedCipher.tagSize
    private static let longest = ((overhead + SealingKeys.longestPlaintext) * 4 + 2) / 3

    init(header: Header, nonce: [UInt8], ciphertext: ArraySlice<UInt8>) {
        self.header = header
        self.nonce = nonce
        self.ciphertext = ciphertext
    }

    /// The text in which `plaintext` is sealed under a key of its purpose.
    ///
    /// - Throws: `CryptoFailure` where it is too long, or libcrypto refuses.
    static func sealing(
        _ plaintext: [UInt8], _ version: Version, keyID: [UInt8], key: SecretBytes, nonce: [UInt8]
    ) throws(CryptoFailure) -> String {
        guard plaintext.count <= SealingKeys.longestPlaintext else {
            throw CryptoFailure(
                operation: "sealing \(plaintext.count) bytes",
                reasons: ["\(SealingKeys.longestPlaintext) are the most"])
        }
        let header = Header(version: version, keyID: keyID)
        let ciphertext = try AuthenticatedCipher.encrypt(
            plaintext, key: key, nonce: nonce, header: header.bytes)
        return SealedText(header: header, nonce: nonce, ciphertext: ciphertext[...]).text
    }

    /// What is in it, where it was sealed with this key; nil where it was not.
    func opened(with key: SecretBytes) -> [UInt8]? {
        AuthenticatedCipher.decrypt(ciphertext, key: key, nonce: nonce, header: header.bytes)
    }

    /// Reads a sealed text; nil where it is none, by its form.
    init?(_ text: some StringProtocol) {
        // Bounded before anything else is done with it.
        guard text.utf8.count <= Self.longest else { return nil }
        guard let bytes = Base64.decodeURLSafe(text.utf8), bytes.count >= Self.overhead,
            let version = Version(rawValue: bytes[0])
        else { return nil }
        header = Header(version: version, keyID: Array(bytes[1..<Self.headerSize]))
        let body = Self.headerSize + AuthenticatedCipher.nonceSize
        nonce = Array(bytes[Self.headerSize..<body])
        ciphertext = bytes[body...]
    }

    /// As it stands in an address or a cookie: letters, digits, "-" and "_".
    var text: String {
        String(decoding: Base64.encodeURLSafe(header.bytes + nonce + ciphertext), as: UTF8.self)
    }
}
