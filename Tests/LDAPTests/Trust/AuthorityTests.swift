import Foundation
import TestSupport
import Testing

@testable import LDAP

@Suite("The authorities that are believed")
struct AuthorityTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        mkdir(folder.file("ca"), 0o755)
    }

    private func directory(_ address: String) throws -> DirectoryServers {
        try DirectoryServers(at: [address], trust: .directory(folder.file("ca")))
    }

    @Test(
        "Authorities in a folder are believed, as *.pem, *.crt and under the names of c_rehash",
        arguments: ["ours.pem", "ours.CRT", "5ed36f99.0"])
    func believed(name: String) throws {
        let slapd = try Shared.slapd.get()
        try folder.write(slapd.authority.pem(), to: "ca/\(name)")
        try folder.write(CertificateAuthority(name: "Another CA").pem(), to: "ca/other.pem")
        try folder.write("Our authorities", to: "ca/README")
        #expect(try directory(slapd.ldapsAddress).aliceCanSignIn())
    }

    @Test("A link in the folder counts as the file behind it, and a certificate that is there twice once")
    func links() throws {
        let slapd = try Shared.slapd.get()
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("ca/ours.pem"), withDestinationPath: slapd.certificateAuthorityFile)
        let one = try AuthorityBundle.read(.directory(folder.file("ca")))
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("ca/5ed36f99.0"), withDestinationPath: "ours.pem")
        #expect(try AuthorityBundle.read(.directory(folder.file("ca"))) == one)
        #expect(try AuthorityBundle.read(.file(slapd.certificateAuthorityFile)) == one)
        #expect(try directory(slapd.ldapsAddress).aliceCanSignIn())
    }

    @Test("Who is not in the folder is not believed, not even those that the system believes")
    func notBelieved() throws {
        let slapd = try Shared.slapd.get()
        try folder.write(CertificateAuthority(name: "Another CA").pem(), to: "ca/other.pem")
        let error = try #require(try directory(slapd.ldapsAddress).failures().first)
        guard case .certificate(.unknownIssuer, _) = error.reason else {
            Issue.record("\(error)")
            return
        }
    }

    @Test("A folder that changes is read anew, one that does not shares its context")
    func changed() throws {
        try folder.write(Shared.authority.get().pem(), to: "ca/one.pem")
        let trust = Trust.directory(folder.file("ca"))
        let before = try TLSContext.shared(for: trust)
        #expect(try TLSContext.shared(for: trust).library === before.library)
        try folder.write(CertificateAuthority(name: "Another CA").pem(), to: "ca/two.pem")
        let after = try TLSContext.shared(for: trust)
        #expect(after.library !== before.library)
        unlink(folder.file("ca/two.pem"))
        #expect(try TLSContext.shared(for: trust).library === before.library)
    }

    @Test("A reload with a changed folder believes the new authority and no longer the old one")
    func reload() throws {
        let slapd = try Shared.slapd.get()
        try folder.write(slapd.authority.pem(), to: "ca/ours.pem")
        #expect(try directory(slapd.ldapsAddress).aliceCanSignIn())
        try folder.write(CertificateAuthority(name: "Another CA").pem(), to: "ca/ours.pem")
        #expect(try !directory(slapd.ldapsAddress).failures().isEmpty)
    }

    private func message(_ trust: Trust) -> String {
        let error = #expect(throws: LDAPConfigurationError.self) {
            try DirectoryServers(at: ["ldaps://127.0.0.1:1"], trust: trust)
        }
        return error?.description ?? ""
    }

    @Test("An empty folder is a configuration error that says what to put there")
    func empty() throws {
        try folder.write("no certificate", to: "ca/notes.pem")
        try folder.write(Shared.authority.get().pem(), to: "ca/ours.der")
        let message = message(.directory(folder.file("ca")))
        #expect(message.contains(folder.file("ca")) && message.contains("*.pem or *.crt"), "\(message)")
    }

    @Test("A folder that is missing, a file in its place, and a folder in place of a file are named")
    func wrongKind() throws {
        #expect(message(.directory(folder.file("none"))).contains("No such file"))
        try folder.write("x", to: "plain")
        #expect(message(.directory(folder.file("plain"))).contains("Not a directory"))
        #expect(message(.file(folder.file("ca"))).contains("not a regular file"))
    }

    @Test("A broken certificate is named, and none beside it is quietly left out")
    func broken() throws {
        try folder.write(Shared.authority.get().pem(), to: "ca/a.pem")
        try folder.write(
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", to: "ca/b.pem")
        let message = message(.directory(folder.file("ca")))
        #expect(message.contains(folder.file("ca/b.pem")) && message.contains("broken"), "\(message)")
    }

    @Test("A file that is too large is not read to its end, and a pipe is not waited for")
    func bounds() throws {
        try folder.write(String(repeating: "x", count: AuthorityBundle.fileLimit + 1), to: "ca/large.pem")
        #expect(message(.directory(folder.file("ca"))).contains("larger than"))
        unlink(folder.file("ca/large.pem"))
        try #require(mkfifo(folder.file("ca/pipe.pem"), 0o644) == 0)
        #expect(message(.directory(folder.file("ca"))).contains("not a regular file"))
    }

    @Test("A folder with too many files is refused")
    func tooMany() throws {
        for number in 0...AuthorityBundle.folderLimit {
            close(open(folder.file("ca/\(number).pem"), O_CREAT, 0o644))
        }
        #expect(message(.directory(folder.file("ca"))).contains("more than 2000 files"))
    }

    @Test("The folder of the system's own authorities can be named")
    func systemFolder() throws {
        #expect(try AuthorityBundle.read(.directory("/etc/ssl/certs")) != nil)
        #expect(throws: Never.self) {
            try DirectoryServers(at: ["ldaps://127.0.0.1:1"], trust: .directory("/etc/ssl/certs"))
        }
    }
}
