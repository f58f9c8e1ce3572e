import Foundation
import Secrets
import TestSupport
import Testing

@testable import LDAP

@Suite("SASL EXTERNAL by client certificate")
struct ExternalBindTests {
    /// Maps the subject of `client` to the account that may search.
    private static let mapping = """
        authz-regexp "^cn=responder,o=example$" "\(Slapd.serviceDN)"
        """

    private let authority: CertificateAuthority
    private let client: CertificateAuthority.Identity

    init() throws {
        authority = try Shared.authority.get()
        client = try authority.issue(for: ["responder"], subject: "/O=Example/CN=responder")
        chmod(client.keyFile, 0o600)
    }

    private func slapd(verifying how: String, _ more: String = mapping) throws -> Slapd {
        try Slapd(authority: authority, globally: "TLSVerifyClient \(how)\n\(more)")
    }

    private func trust(_ identity: CertificateAuthority.Identity? = nil) -> Trust {
        let identity = identity ?? client
        return Trust(
            authorities: .file(authority.certificateFile),
            clientCertificate: ClientCertificate(
                certificateFile: identity.certificateFile, keyFile: identity.keyFile))
    }

    private func directory(
        _ slapd: Slapd, _ security: Security = .ldaps, _ identity: CertificateAuthority.Identity? = nil
    ) throws -> DirectoryServers {
        let address = security == .ldaps ? slapd.ldapsAddress : slapd.plainAddress
        return try DirectoryServers(at: [address], security, trust: trust(identity), account: .external)
    }

    @Test(
        "A certificate that is mapped to the service account searches as that account",
        arguments: [Security.ldaps, .startTLS], ["try", "demand"])
    func mapped(security: Security, verification: String) throws {
        let slapd = try slapd(verifying: verification)
        #expect(try directory(slapd, security).aliceCanSignIn())
        #expect(slapd.log.contains("BIND dn=\"\(Slapd.serviceDN)\" mech=EXTERNAL"), "\(slapd.log)")
        #expect(slapd.binds(as: Slapd.serviceDN) == 0)
    }

    @Test("A server that does not ask for certificates offers no EXTERNAL; the error says what to set there")
    func notOffered() throws {
        let slapd = try slapd(verifying: "never")
        let error = try #require(try directory(slapd).failures().first)
        guard case .externalRefused(.authMethodNotSupported, _) = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(error.step == .serviceBind && error.speaksAgainstServer)
        #expect(error.description.contains("TLSVerifyClient"), "\(error)")
    }

    @Test("A certificate by an authority that the server does not believe is refused")
    func foreignCertificate() throws {
        let other = try CertificateAuthority(name: "Another CA")
        let foreign = try other.issue(for: ["responder"], subject: "/O=Example/CN=responder")
        chmod(foreign.keyFile, 0o600)
        for verification in ["try", "demand"] {
            let slapd = try slapd(verifying: verification)
            let error = try #require(try directory(slapd, .ldaps, foreign).failures().first)
            #expect(error.step == .serviceBind || error.step == .handshake, "\(error)")
            #expect(error.description.contains("client certificates"), "\(error)")
        }
    }

    @Test(
        "A server that demands a certificate and gets none cuts the connection; the error says what it may want"
    )
    func demanded() throws {
        let slapd = try slapd(verifying: "demand")
        let error = try #require(
            try DirectoryServers(at: [slapd.ldapsAddress], authority: authority.certificateFile).failures()
                .first)
        #expect(error.step == .serviceBind || error.step == .handshake, "\(error)")
        #expect(error.description.contains("demands client certificates"), "\(error)")
    }

    @Test("A certificate that is mapped to nobody may not search: nobody's entry comes back")
    func unmapped() throws {
        let slapd = try slapd(verifying: "demand", "")
        let directory = try directory(slapd)
        #expect((try? directory.find("alice"))?.isEmpty ?? true)
        #expect(slapd.log.contains("BIND dn=\"cn=responder,o=example\" mech=EXTERNAL"))
        #expect(try identity(slapd, .external) == "dn:cn=responder,o=example")
    }

    /// Whom the server takes the service for.
    private func identity(_ slapd: Slapd, _ account: ServiceAccount) throws -> String? {
        try InspectedServer(
            server(slapd.ldapsAddress), trust: trust(), account: account, timeout: .seconds(10)
        ).identity()
    }

    @Test("The server tells an administrator whom it takes the service for")
    func whoAmI() throws {
        let slapd = try slapd(verifying: "try")
        #expect(try identity(slapd, .external) == "dn:\(Slapd.serviceDN)")
        #expect(try identity(slapd, service) == "dn:\(Slapd.serviceDN)")
        #expect(try identity(slapd, .anonymous) == "")
        let wrong = ServiceAccount.account(dn: Slapd.serviceDN, password: secret("wrong"))
        #expect(throws: LDAPError.self) { try identity(slapd, wrong) }
    }

    @Test("A client certificate beside a DN and a password is shown to a server that demands one")
    func besidePassword() throws {
        let slapd = try slapd(verifying: "demand", "")
        let directory = try DirectoryServers(at: [slapd.ldapsAddress], trust: trust(), account: service)
        #expect(try directory.aliceCanSignIn())
        #expect(slapd.binds(as: Slapd.serviceDN) == 1)
    }

    private func message(
        _ trust: Trust, _ address: String = "ldaps://127.0.0.1:1", _ security: Security? = nil
    ) -> String {
        let error = #expect(throws: LDAPConfigurationError.self) {
            try DirectoryServers(at: [address], security, trust: trust, account: .external)
        }
        return error?.description ?? ""
    }

    @Test("EXTERNAL without a certificate, or over a plain connection, is a configuration error")
    func nothingToShow() {
        let without = Trust.file(authority.certificateFile)
        #expect(message(without).contains("needs a client certificate"))
        #expect(message(without, "ldap://127.0.0.1:1", .startTLS).contains("needs a client certificate"))
        #expect(message(trust(), "ldap://127.0.0.1:1", .plainText).contains("proves nobody"))
    }

    @Test(
        "Files that are missing, open to others, mixed up, encrypted or out of date are named with the remedy"
    )
    func badFiles() throws {
        let folder = try TemporaryFolder()
        let other = try authority.issue(for: ["other"])
        chmod(other.keyFile, 0o600)
        let open = try authority.issue(for: ["open"])
        chmod(open.keyFile, 0o644)
        let old = try authority.issue(for: ["old"], validDays: -1)
        chmod(old.keyFile, 0o600)
        let early = try authority.issue(for: ["early"], startingIn: 3)
        chmod(early.keyFile, 0o600)
        try Command.output([
            "openssl", "pkey", "-in", client.keyFile, "-aes256", "-passout", "pass:x", "-out",
            folder.file("key"),
        ])
        let rows: [(String, String, [String])] = [
            (client.certificateFile, folder.file("none"), [folder.file("none"), "create it"]),
            (folder.file("none"), client.keyFile, [folder.file("none"), "No such file"]),
            (open.certificateFile, open.keyFile, [open.keyFile, "chmod o="]),
            (
                client.certificateFile, other.keyFile,
                [client.certificateFile, other.keyFile, "belong together"]
            ),
            (client.certificateFile, folder.file("key"), [folder.file("key"), "without its passphrase"]),
            (client.keyFile, client.keyFile, ["holds no readable certificate"]),
            (client.certificateFile, client.certificateFile, ["chmod o="]),
            (old.certificateFile, old.keyFile, [old.certificateFile, "expired on", "renew"]),
            (early.certificateFile, early.keyFile, [early.certificateFile, "not valid before"]),
        ]
        for (certificate, key, parts) in rows {
            let text = message(trust(.init(certificateFile: certificate, keyFile: key)))
            for part in parts { #expect(text.contains(part), "\(text)") }
        }
    }

    @Test("A client certificate makes a TLS context of its own; a renewed one another")
    func ownContext() throws {
        let folder = try TemporaryFolder()
        func put(_ identity: CertificateAuthority.Identity) throws {
            try folder.write(String(contentsOfFile: identity.certificateFile, encoding: .utf8), to: "pem")
            try folder.write(
                String(contentsOfFile: identity.keyFile, encoding: .utf8), to: "key", mode: 0o600)
        }
        try put(client)
        let files = trust(.init(certificateFile: folder.file("pem"), keyFile: folder.file("key")))
        let one = try TLSContext.shared(for: files)
        #expect(try TLSContext.shared(for: files).library === one.library)
        #expect(try TLSContext.shared(for: .file(authority.certificateFile)).library !== one.library)
        try put(try authority.issue(for: ["renewed"]))
        #expect(try TLSContext.shared(for: files).library !== one.library)
    }

    @Test("Without a service account a search as the service fails before it is sent")
    func none() throws {
        let slapd = try slapd(verifying: "never")
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: authority.certificateFile, account: .none)
        let error = try #require(directory.failures().first)
        #expect(error.reason == .refusedLocally("there is no service account") && !error.speaksAgainstServer)
        #expect(!slapd.log.contains("base=\"\(Slapd.base)\""))
        #expect(try directory.verify(SlapdPeople.alice, secret("alice secret")).verdict == .accepted)
    }
}
