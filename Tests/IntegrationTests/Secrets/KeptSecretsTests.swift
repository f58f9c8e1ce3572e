import Foundation
import TestSupport
import Testing

/// What has to stay in memory as long as the configuration is in force: without it nothing could be signed, sealed or asked
/// of the directory.
@Suite("The secrets of the configuration, in the memory of the running service")
struct KeptSecretsTests {
    private let site: MeetSite
    private let keys: TemporaryFolder
    private var memory: ProcessMemory { ProcessMemory(pid: site.responder.pid) }

    private static let newAppSecret = "another app secret, which the reload has brought"
    private static let newPassword = "the service's second password"
    private static let newSessionKey = "the second session key, 36 bytes and"

    init() throws {
        keys = try TemporaryFolder()
        for name in ["first", "second"] {
            try keys.write(try Command.output(["openssl", "genrsa", "2048"]), to: name + ".pem", mode: 0o600)
        }
        site = try MeetSite(program: try Product.shipped())
    }

    /// A number as libcrypto keeps it: least byte first.
    private func number(_ label: String, of key: String) throws -> [UInt8] {
        let text = try Command.output(["openssl", "rsa", "-noout", "-text", "-in", keys.file(key + ".pem")])
        let lines = text.components(separatedBy: "\n").drop { !$0.hasPrefix(label + ":") }.dropFirst()
        let digits = lines.prefix { $0.hasPrefix(" ") }.joined().filter(\.isHexDigit)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { start in
            UInt8(digits.dropFirst(start).prefix(2), radix: 16)
        }
        try #require(bytes.count > 100)
        return Array(bytes.reversed().prefix(64))
    }

    /// What is derived from a session key for all that is sealed with visits, by libcrypto's own command (RFC 5869).
    private func derived(from key: [UInt8]) throws -> [[UInt8]] {
        func digits(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }
        return try ["form", "session", "device"].map { purpose in
            let info = "jitsi-ldap-login\0seal\0\(purpose) at \(site.origin)"
            let text = try Command.output([
                "openssl", "kdf", "-keylen", "32", "-kdfopt", "digest:SHA256", "-kdfopt",
                "hexkey:" + digits(key), "-kdfopt", "hexinfo:" + digits(Array(info.utf8)), "HKDF",
            ])
            let bytes = text.split(whereSeparator: { !$0.isHexDigit }).compactMap { UInt8($0, radix: 16) }
            try #require(bytes.count == 32)
            return bytes
        }
    }

    private func counts(_ texts: [[UInt8]]) throws -> [Int] { try memory.counts(of: texts) }

    private func logIn(times: Int) throws {
        for index in 0..<times {
            #expect(try site.login("/_login/to/Room\(index)", as: "bob").status == 303)
        }
    }

    /// Reads the configuration again, as `systemctl reload` does.
    private func reload() throws {
        func count() -> Int { site.responder.log.components(separatedBy: "<5>reloaded").count }
        let before = count()
        site.responder.signal(SIGHUP)
        try #require(eventually { count() > before }, "\(site.responder.log)")
    }

    @Test("are there once each, however many log in, and gone once a reload has brought others")
    func once() throws {
        let folder = site.responder.folder
        let key = try #require(Data(base64Encoded: String(Responder.sessionKey.dropLast())))
        let old =
            try [Array(Responder.appSecret.utf8), Array(Slapd.servicePassword.utf8)]
            + derived(from: Array(key))
        // In the file only: what is sealed is sealed with what was derived from the key.
        let inFile = [Array(key), Array(Responder.sessionKey.dropLast().utf8)]
        try logIn(times: 2)
        #expect(eventually(within: 20) { (try? counts(old + inFile)) == [1, 1, 1, 1, 1, 0, 0] })
        try logIn(times: 20)
        #expect(eventually(within: 20) { (try? counts(old + inFile)) == [1, 1, 1, 1, 1, 0, 0] })

        try site.slapd.add(
            "dn: \(Slapd.serviceDN)\nchangetype: modify\nreplace: userPassword\nuserPassword: \(Self.newPassword)\n"
        )
        try folder.write(Self.newAppSecret, to: "app-secret", mode: 0o600)
        try folder.write(Self.newPassword, to: "ldap-password", mode: 0o600)
        try folder.write(
            Data(Self.newSessionKey.utf8).base64EncodedString(), to: "session-key", mode: 0o600)
        try reload()
        try logIn(times: 3)
        let newKey = Array(Self.newSessionKey.utf8)
        let new = try [Array(Self.newAppSecret.utf8), Array(Self.newPassword.utf8)] + derived(from: newKey)
        var found: [Int] = []
        #expect(
            eventually(within: 30) {
                found = (try? counts(old + new + inFile + [newKey])) ?? []
                return found == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0]
            }, "\(found)")
    }

    @Test("are, of an RSA key, only what signs with it, and gone once a reload has brought another key")
    func privateKey() throws {
        let file = site.responder.configurationFile
        let configuration = try String(contentsOfFile: file, encoding: .utf8)
        func use(_ name: String) throws {
            let lines = "  algorithm: RS256\n  key-id: k-\(name)\n  key-file: \(keys.file(name + ".pem"))\n"
            try configuration.replacingOccurrences(of: "token:\n", with: "token:\n" + lines)
                .write(toFile: file, atomically: true, encoding: .utf8)
            try reload()
        }
        let labels = ["prime1", "prime2", "privateExponent", "exponent1", "exponent2", "coefficient"]
        let first = try labels.map { try number($0, of: "first") }
        let second = try labels.map { try number($0, of: "second") }
        let text = try String(contentsOfFile: keys.file("first.pem"), encoding: .utf8)
        let asWritten = text.split(separator: "\n").dropFirst().dropLast().map { Array($0.utf8) }

        try use("first")
        try logIn(times: 2)
        // The key itself, and the primes once more, for the arithmetic modulo each (BN_MONT_CTX).
        let kept = [2, 2, 1, 1, 1, 1]
        var found: [Int] = []
        #expect(
            eventually(within: 20) {
                found = (try? counts(first)) ?? []
                return found == kept
            }, "\(found)")
        #expect(try counts(asWritten).allSatisfy { $0 == 0 })
        try logIn(times: 20)
        #expect(try counts(first) == kept)
        try use("second")
        try logIn(times: 3)
        #expect(
            eventually(within: 30) {
                found = (try? counts(first + second)) ?? []
                return found == [0, 0, 0, 0, 0, 0] + kept
            }, "\(found)")
    }
}
