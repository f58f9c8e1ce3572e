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
