import Testing

@testable import LDAP

@Suite("A server's address")
struct ServerAddressTests {
    @Test(
        "What is an address is read and written in one form",
        arguments: [
            ("ldaps://ldap.example.org", "ldaps://ldap.example.org:636"),
            ("ldap://LDAP.Example.org/", "ldap://ldap.example.org:389"),
            ("LDAPS://10.0.0.7:3269", "ldaps://10.0.0.7:3269"),
            ("ldaps://[2001:DB8::1]", "ldaps://[2001:db8::1]:636"),
            ("ldaps://[::1]:1636/", "ldaps://[::1]:1636"),
            ("ldaps://dc_1.corp", "ldaps://dc_1.corp:636"),
        ])
    func accepted(text: String, form: String) throws {
        #expect(try ServerAddress(parsing: text).description == form)
    }

    @Test(
        "What is none is refused with a reason",
        arguments: [
            "", "ldap.example.org", "http://ldap.example.org", "ldapi:///run/slapd/ldapi", "ldaps://",
            "ldaps:///",
            "ldaps://:636", "ldaps://host:", "ldaps://host:0", "ldaps://host:65536", "ldaps://host:+636",
            "ldaps://host:6 36",
            "ldaps://a b", "ldaps://user@host", "ldaps://host/dc=example", "ldaps://host?uid",
            "ldaps://host#x",
            "ldaps://2001:db8::1", "ldaps://[2001:db8::1", "ldaps://[host]:636", "ldaps://[::1]636",
            "ldaps://-host",
            "ldaps://a..b", "ldaps://höst", "ldaps://host\n", "ldaps://host ldaps://other", "ldaps://host\0",
        ])
    func refused(text: String) {
        #expect(throws: LDAPConfigurationError.self) { try ServerAddress(parsing: text) }
    }

    @Test("A forgotten scheme is offered")
    func remedy() {
        let error = #expect(throws: LDAPConfigurationError.self) {
            try ServerAddress(parsing: "ldap.example.org")
        }
        #expect(error?.description.contains("write ldaps://ldap.example.org") == true)
    }

    @Test(
        "Loopback is told by the number",
        arguments: [
            ("ldap://127.0.0.1", true), ("ldap://127.9.9.9", true), ("ldap://[::1]", true),
            ("ldap://localhost", true),
            ("ldap://128.0.0.1", false), ("ldap://[::2]", false), ("ldap://127.0.0.1.example.org", false),
        ])
    func loopback(text: String, isLoopback: Bool) throws {
        #expect(try ServerAddress(parsing: text).isLoopback == isLoopback)
    }

    @Test("Scheme and security must go together")
    func security() throws {
        let plain = try ServerAddress(parsing: "ldap://host")
        let tls = try ServerAddress(parsing: "ldaps://host")
        #expect(throws: LDAPConfigurationError.self) { try DirectoryServer(address: plain, security: .ldaps) }
        #expect(throws: LDAPConfigurationError.self) {
            try DirectoryServer(address: tls, security: .startTLS)
        }
        #expect(throws: LDAPConfigurationError.self) {
            try DirectoryServer(address: tls, security: .plainText)
        }
        #expect(throws: Never.self) { try DirectoryServer(address: plain, security: .startTLS) }
    }
}
