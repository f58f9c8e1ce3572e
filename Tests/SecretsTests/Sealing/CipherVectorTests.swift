import Testing

@testable import Secrets

@Suite struct CipherVectorTests {
    private static let key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
    private static let plaintext = """
        d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
        1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255
        """
    private static let ciphertext = """
        522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
        8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad
        """

    struct Row: Sendable {
        let key, nonce, plaintext, header, ciphertext, tag: String
    }

    /// The test cases 13 to 16 of McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B.
    static let rows = [
        Row(
            key: String(repeating: "00", count: 32), nonce: String(repeating: "00", count: 12), plaintext: "",
            header: "", ciphertext: "", tag: "530f8afbc74536b9a963b4f1c4cb738b"),
        Row(
            key: String(repeating: "00", count: 32), nonce: String(repeating: "00", count: 12),
            plaintext: String(repeating: "00", count: 16), header: "",
            ciphertext: "cea7403d4d606b6e074ec5d3baf39d18", tag: "d0d1c8a799996bf0265b98b5d48ab919"),
        Row(
            key: key, nonce: "cafebabefacedbaddecaf888", plaintext: plaintext, header: "",
            ciphertext: ciphertext, tag: "b094dac5d93471bdec1a502270e3cc6c"),
        Row(
            key: key, nonce: "cafebabefacedbaddecaf888", plaintext: String(plaintext.dropLast(8)),
            header: "feedfacedeadbeeffeedfacedeadbeefabaddad2", ciphertext: String(ciphertext.dropLast(8)),
            tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
    ]

    @Test("AES-256-GCM encrypts and decrypts as its authors' test cases say", arguments: rows)
    func gcm(_ row: Row) throws {
        let key = SecretBytes(copying: hex(row.key))
        let sealed = hex(row.ciphertext) + hex(row.tag)
        let (nonce, header) = (hex(row.nonce), hex(row.header))
        #expect(
            try AuthenticatedCipher.encrypt(hex(row.plaintext), key: key, nonce: nonce, header: header)
                == sealed)
        #expect(
            AuthenticatedCipher.decrypt(sealed[...], key: key, nonce: nonce, header: header)
                == hex(row.plaintext))
        #expect(
            AuthenticatedCipher.decrypt(sealed[...], key: key, nonce: nonce, header: header + [0]) == nil)
        #expect(
            AuthenticatedCipher.decrypt(sealed.dropLast(), key: key, nonce: nonce, header: header) == nil)
        #expect(CryptoFailure.draining("nothing").reasons.isEmpty, "a refused text leaves no error behind")
    }

    private static let a1 =
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    private static let a2 = """
        b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09
        da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87
        """
    private static let a3 =
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"

    @Test(
        "HKDF derives what RFC 5869, appendix A, says",
        arguments: [
            ([UInt8](repeating: 0x0b, count: 22), Array(0x00...0x0c), Array(0xf0...0xf9), a1),
            (Array(0x00...0x4f), Array(0x60...0xaf), Array(0xb0...0xff), a2),
            ([UInt8](repeating: 0x0b, count: 22), [], [], a3),
        ] as [([UInt8], [UInt8], [UInt8], String)])
    func hkdf(key: [UInt8], salt: [UInt8], info: [UInt8], output: String) throws {
        let expected = hex(output)
        let derived = try KeyDerivation.derive(
            SecretBytes(copying: key), salt: salt, info: info, count: expected.count)
        #expect(derived.equals(SecretBytes(copying: expected)))
    }
}
