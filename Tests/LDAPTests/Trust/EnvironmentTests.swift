import Foundation
import TestSupport
import Testing

@testable import LDAP

@Suite("libldap's own configuration")
struct EnvironmentTests {
    @Test("LDAPTLS_REQCERT=never and an ldaprc that says so weaken nothing")
    func cannotWeaken() async throws {
        let authority = try Shared.authority.get()
        let server = try TLSServer(try authority.issue(for: ["ldap.example.org"]))
        let folder = try TemporaryFolder()
        let configuration = try folder.write("TLS_REQCERT never\n", to: "ldap.conf")
        try folder.write("TLS_REQCERT never\n", to: "ldaprc")
        let address = server.address
        let file = authority.certificateFile
        let home = folder.path
        // In a process of its own: the library reads all this once, at its first call.
        await #expect(processExitsWith: .success) {
            [
                address = address as String, file = file as String, home = home as String,
                configuration = configuration as String
            ] in
            setenv("LDAPTLS_REQCERT", "never", 1)
            setenv("LDAPTLS_CACERT", "/dev/null", 1)
            setenv("LDAPCONF", configuration, 1)
            setenv("LDAPRC", "ldaprc", 1)
            setenv("HOME", home, 1)
            chdir(home)
            let directory = try DirectoryServers(at: [address], authority: file)
            let error = directory.failures().first
            guard case .certificate(.wrongName, _) = error?.reason else { exit(1) }
        }
        withExtendedLifetime((server, folder)) {}
    }

    @Test("A variable that changes searches has no effect")
    func notRead() async throws {
        let slapd = try Slapd()
        let address = slapd.ldapsAddress
        let file = slapd.certificateAuthorityFile
        await #expect(processExitsWith: .success) { [address = address as String, file = file as String] in
            setenv("LDAPDEREF", "always", 1)
            guard try DirectoryServers(at: [address], authority: file).aliceCanSignIn() else { exit(1) }
        }
        #expect(slapd.log.contains("deref=0") && !slapd.log.contains("deref=3"))
    }
}
