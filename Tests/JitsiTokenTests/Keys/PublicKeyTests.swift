import Foundation
import JitsiToken
import Secrets
import TestSupport
import Testing

/// The public half of an RSA key, as it is published.
@Suite struct PublicKeyTests {
    private static let rsa = Result { try RSAKey() }

    private static func read(_ pem: String) throws(PublicKeyProblem) -> PublicKey {
        try PublicKey(pem: Array(pem.utf8))
    }

    @Test("A public key comes out as the openssl command writes it, from PKCS#8 and from PKCS#1")
    func forms() throws {
        let rsa = try Self.rsa.get()
        let old = try Command.output(["openssl", "rsa", "-pubin", "-RSAPublicKey_out"], input: rsa.publicPEM)
        #expect(old.hasPrefix("-----BEGIN RSA PUBLIC KEY-----"))
        #expect(try Self.read(rsa.publicPEM).pem == rsa.publicPEM)
        #expect(try Self.read(old).pem == rsa.publicPEM)
        #expect(try Self.read("made in 2026\n" + rsa.publicPEM + "\n\n").pem == rsa.publicPEM)
    }

    @Test("A signer tells the public half of its key, and nothing of the private one")
    func ofSigner() throws {
        let rsa = try Self.rsa.get()
        let signer = try Signer(privateKey: rsa.secret, algorithm: .rs256, keyID: "login-2026")
        let published = try #require(signer.publishedKey)
        #expect(published.id == "login-2026")
        #expect(published.key.pem == rsa.publicPEM)
        #expect(try Example.signer().publishedKey == nil)
    }

    @Test(
        "A key's file is named by the SHA-256 of its id, in lower case",
        arguments: ["login-2026", "Schlüssel", "vpaas-magic-cookie-1fc542a3/4f4910", "../../etc", "日本"])
    func fileName(id: String) throws {
        let sum = try Command.output(["sha256sum"], input: id).prefix(64)
        #expect(try PublishedKey(id: id, key: Self.read(Self.rsa.get().publicPEM)).fileName == sum + ".pem")
    }

    @Test(
        "An id that is empty, too long or hides something is refused",
        arguments: ["", "a\nb", "a\u{0}", "\u{202E}a", String(repeating: "x", count: 256)])
    func ids(id: String) throws {
        let key = try Self.read(Self.rsa.get().publicPEM)
        #expect(throws: PublicKeyProblem.unusableKeyID) { try PublishedKey(id: id, key: key) }
    }

    @Test("A private key is refused, even beside its public half")
    func privateKey() throws {
        let rsa = try Self.rsa.get()
        for text in [rsa.pem, rsa.publicPEM + rsa.pem] {
            #expect(throws: PublicKeyProblem.privateKey) { try Self.read(text) }
        }
    }

    @Test("A certificate, another kind of key, a short one, and what is none are refused, each by its name")
    func others() throws {
        let authority = try CertificateAuthority(key: ["rsa:2048"])
        #expect(throws: PublicKeyProblem.certificate) { try Self.read(authority.pem()) }
        let curve = try Command.output(
            ["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"])
        let point = try Command.output(["openssl", "pkey", "-pubout"], input: curve)
        #expect(throws: PublicKeyProblem.notRSA) { try Self.read(point) }
        #expect(throws: PublicKeyProblem.smallKey(bits: 1024)) { try Self.read(RSAKey(bits: 1024).publicPEM) }
        let half = String(try Self.rsa.get().publicPEM.prefix(200))
        for text in ["", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n", half, "\u{0}", "kid: 7"] {
            #expect(throws: PublicKeyProblem.noPublicKey) { try Self.read(text) }
        }
    }

    @Test(
        "Numbers that are no RSA key are refused: by an exponent of 1 every text would be its own signature",
        arguments: ["1", "2"])
    func exponents(exponent: String) throws {
        let modulus = try Command.output(
            ["openssl", "rsa", "-pubin", "-noout", "-modulus"], input: Self.rsa.get().publicPEM
        ).dropFirst("Modulus=".count).dropLast()
        let files = try TemporaryFolder()
        try files.write(
            """
            asn1=SEQUENCE:key
            [key]
            algorithm=SEQUENCE:rsa
            bits=BITWRAP,SEQUENCE:numbers
            [rsa]
            name=OID:rsaEncryption
            parameters=NULL
            [numbers]
            n=INTEGER:0x\(modulus)
            e=INTEGER:\(exponent)
            """, to: "key.cnf")
        try Command.output(
            [
                "openssl", "asn1parse", "-genconf", files.file("key.cnf"), "-noout", "-out",
                files.file("key.der"),
            ])
        let der = try Data(contentsOf: URL(fileURLWithPath: files.file("key.der"))).base64EncodedString()
        #expect(throws: PublicKeyProblem.unusable) {
            try Self.read("-----BEGIN PUBLIC KEY-----\n\(der)\n-----END PUBLIC KEY-----\n")
        }
    }

    @Test("Every problem says what to do about it")
    func words() {
        #expect(
            PublicKeyProblem.privateKey.description.contains("openssl pkey -in PRIVATE -pubout -out PUBLIC"))
        #expect(PublicKeyProblem.certificate.description.contains("openssl x509"))
        #expect(PublicKeyProblem.largeKey(bits: 20_000).description.contains("16384"))
    }
}
