import Foundation
import TestSupport
import Testing

@testable import LDAP

/// A login in a process of its own, whose environment is set before it begins: GnuTLS reads its variables before
/// `main`, libldap at its first call.
private struct LoginProcess {
    private static let marker = "LOGIN_PROCESS_"
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Has this very program run `EnvironmentTests.child` and nothing else.
    ///
    /// - Returns: "signed in", or the failure's words; and all that the process printed.
    func run(
        _ address: String, authority: String, environment: [String: String]
    ) throws -> (result: String, output: String) {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let parameters = [
            "ADDRESS": address, "AUTHORITY": authority, "RESULT": folder.file("result"),
        ]
        let command = try Command.run(
            [
                "timeout", "60", program, "--testing-library", "swift-testing", "--filter",
                "EnvironmentTests.*child",
            ],
            environment: environment.merging(parameters.map { (Self.marker + $0, $1) }) { $1 },
            in: folder.path)
        let result = try? String(contentsOfFile: folder.file("result"), encoding: .utf8)
        return (result ?? "no result: \(command.output) \(command.errors)", command.output + command.errors)
    }

    /// In the process: logs alice in as the parameters say.
    static func main() throws {
        func parameter(_ name: String) -> String { ProcessInfo.processInfo.environment[marker + name] ?? "" }
        let authority = parameter("AUTHORITY")
        let directory = try DirectoryServers(
            at: [parameter("ADDRESS")], trust: authority.isEmpty ? .system : .file(authority))
        let failure = directory.failures().first
        let result = try failure.map(\.description) ?? (directory.aliceCanSignIn() ? "signed in" : "refused")
        try result.write(toFile: parameter("RESULT"), atomically: true, encoding: .utf8)
    }

    static var isThis: Bool { ProcessInfo.processInfo.environment[marker + "RESULT"] != nil }
}

@Suite("The environment and the libraries' own configuration")
struct EnvironmentTests {
    @Test("Signs alice in, in a process that another test has started", .enabled(if: LoginProcess.isThis))
    func child() throws { try LoginProcess.main() }

    private let authority: CertificateAuthority
    private let folder: TemporaryFolder

    init() throws {
        authority = try Shared.authority.get()
        folder = try TemporaryFolder()
    }

    /// A login where a server shows a certificate that must be refused.
    private func refusal(
        _ environment: [String: String], names: [String] = ["ldap.example.org"], digest: String = "sha256",
        options: [String] = [], trusting file: String? = nil
    ) throws -> String {
        let tls = try TLSServer(try authority.issue(for: names, digest: digest), options: options)
        return try LoginProcess().run(
            tls.address, authority: file ?? authority.certificateFile, environment: environment
        ).result
    }

    @Test("Without any of it a good server is used, so that the tests here show something")
    func nothingSet() throws {
        let slapd = try Shared.slapd.get()
        let (result, _) = try LoginProcess().run(
            slapd.ldapsAddress, authority: slapd.certificateAuthorityFile, environment: [:])
        #expect(result == "signed in")
    }

    @Test(
        "libldap's variables and files do not switch the check of certificates off",
        arguments: [
            ["LDAPTLS_REQCERT": "never"], ["LDAPTLS_REQCERT": "allow", "LDAPTLS_REQSAN": "never"],
            ["LDAPCONF": "FOLDER/ldap.conf"], ["LDAPRC": "ldaprc"], ["HOME": "FOLDER"],
            ["HOME": "FOLDER", "LDAPRC": "FOLDER/ldaprc", "LDAPCONF": "FOLDER/ldap.conf"],
            ["LDAPNOINIT": ""],
        ])
    func libldap(environment: [String: String]) throws {
        for name in ["ldap.conf", "ldaprc", ".ldaprc"] {
            try folder.write("TLS_REQCERT never\nTLS_REQSAN never\n", to: name)
        }
        let result = try refusal(
            environment.mapValues { $0.replacingOccurrences(of: "FOLDER", with: folder.path) })
        #expect(result.contains("not issued for '127.0.0.1'"), "\(result)")
    }

    @Test(
        "Variables that name authorities make nobody trusted",
        arguments: ["LDAPTLS_CACERT", "SSL_CERT_FILE", "LDAPTLS_CACERTDIR", "SSL_CERT_DIR"])
    func authorities(variable: String) throws {
        try folder.write(authority.pem(), to: "ca.pem")
        let value = variable.hasSuffix("DIR") ? folder.path : folder.file("ca.pem")
        let result = try refusal([variable: value], names: ["127.0.0.1"], trusting: "")
        #expect(result.contains("which is not trusted"), "\(result)")
    }

    /// What GnuTLS's own file can widen: versions and algorithms (gnutls.org, "System-wide configuration").
    private static let widened = """
        [overrides]
        override-mode = allowlist
        secure-hash = sha1
        secure-hash = sha256
        secure-hash = sha384
        secure-sig-for-cert = rsa-sha1
        secure-sig-for-cert = ecdsa-sha1
        secure-sig-for-cert = ecdsa-secp256r1-sha256
        secure-sig = ecdsa-sha1
        secure-sig = ecdsa-secp256r1-sha256
        enabled-curve = secp256r1
        enabled-version = tls1.0
        enabled-version = tls1.1
        enabled-version = tls1.2
        enabled-version = tls1.3
        """

    @Test("GnuTLS's own file cannot bring TLS 1.1 back, nor signatures with SHA-1")
    func priorityFile() throws {
        let environment = ["GNUTLS_SYSTEM_PRIORITY_FILE": try folder.write(Self.widened, to: "gnutls.conf")]
        let weak = ["-cipher", "ALL:@SECLEVEL=0"]
        let old = try refusal(environment, names: ["127.0.0.1"], options: ["-tls1_1"] + weak)
        #expect(old.contains("TLS 1.2 or newer"), "\(old)")
        let sha1 = try refusal(environment, names: ["127.0.0.1"], digest: "sha1", options: weak)
        #expect(sha1.contains("weak key or signature"), "\(sha1)")
    }

    @Test(
        "GnuTLS's variables change nothing about the check of the certificate",
        arguments: [
            ["GNUTLS_FORCE_FIPS_MODE": "0"], ["GNUTLS_FORCE_FIPS_MODE": "1"],
            ["GNUTLS_SKIP_FIPS_INTEGRITY_CHECKS": "1"], ["GNUTLS_CPUID_OVERRIDE": "0x1"],
            ["GNUTLS_NO_EXPLICIT_INIT": "1"], ["GNUTLS_NO_IMPLICIT_INIT": "1"],
            ["GNUTLS_SYSTEM_PRIORITY_FILE": "/dev/null"],
        ])
    func gnutls(environment: [String: String]) throws {
        let result = try refusal(environment)
        #expect(result.contains("not issued for '127.0.0.1'"), "\(result)")
    }

    @Test("No variable has the keys of a session written down", arguments: ["TLSv1.2", "TLSv1.3"])
    func keys(version: String) throws {
        let minimum = version == "TLSv1.2" ? "TLSCipherSuite NORMAL:-VERS-ALL:+VERS-TLS1.2" : ""
        let slapd = try Slapd(authority: authority, globally: minimum)
        let log = folder.file("keys")
        let (result, output) = try LoginProcess().run(
            slapd.ldapsAddress, authority: authority.certificateFile,
            environment: ["GNUTLS_DEBUG_LEVEL": "99", "SSLKEYLOGFILE": log])
        #expect(result == "signed in")
        #expect(!FileManager.default.fileExists(atPath: log))
        #expect(!output.contains("MASTER SECRET") && !output.contains("WRITE KEY"))
        // GnuTLS does heed the variable until our code is reached.
        #expect(output.contains("gnutls["))
    }

    @Test("No plug-in of Cyrus SASL is loaded, from wherever SASL_PATH says")
    func plugIns() throws {
        let slapd = try Shared.slapd.get()
        // Loading what is a pipe without a writer would wait until the process is killed.
        try #require(mkfifo(folder.file("libplugin.so"), 0o644) == 0)
        let (result, _) = try LoginProcess().run(
            slapd.ldapsAddress, authority: slapd.certificateAuthorityFile,
            environment: ["SASL_PATH": folder.path])
        #expect(result == "signed in")
    }

    @Test("A variable that changes searches has no effect")
    func notRead() throws {
        let slapd = try Slapd()
        let (result, _) = try LoginProcess().run(
            slapd.ldapsAddress, authority: slapd.certificateAuthorityFile,
            environment: ["LDAPDEREF": "always"])
        #expect(result == "signed in")
        #expect(slapd.log.contains("deref=0") && !slapd.log.contains("deref=3"))
    }
}
