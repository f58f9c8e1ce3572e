import Settings
import Testing

@Suite("directory: addresses from DNS, sockets, authorities and pins")
struct TrustTests {
    private static let server = "[ldaps://ldap.example.org]"
    private static let digest = String(repeating: "A", count: 43) + "="
    private static let pinForm =
        "write sha256: and the 44 characters of base64 of the SHA-256 of the server's public key"

    @Test(
        "dns: names a domain, alone",
        arguments: [
            Change(
                server, "[dns:example.org]",
                "6:13: directory.servers: \"dns:example.org\" stands alone, without a list: "
                    + "write servers: dns:example.org"),
            Change(
                server, "\"dns:\"", "6:12: directory.servers: \"dns:\" is no domain: write dns:example.org"),
            Change(
                server, "dns://example.org",
                "6:12: directory.servers: \"dns://example.org\" is no domain: write dns:example.org, without slashes"
            ),
            Change(
                server, "dns:example.org:636",
                "6:12: directory.servers: \"dns:example.org:636\" has a port, and the records bring theirs: "
                    + "write dns:example.org"),
            Change(
                server, "dns:192.0.2.1",
                "6:12: directory.servers: \"dns:192.0.2.1\" is no domain: write dns:example.org"),
            Change(
                server, "dns:münchen.example",
                "6:12: directory.servers: \"dns:münchen.example\" is not ASCII: write the xn-- form of the domain"
            ),
            Change(
                server, "dns:_ldap._tcp.example.org",
                "6:12: directory.servers: \"dns:_ldap._tcp.example.org\" is no domain: write dns:example.org"),
            Change(
                server, "dns:example.org\n  plain-text: true",
                "7:15: directory.plain-text: is not for servers that DNS names, where whoever answers for "
                    + "\"example.org\" would get every password: remove it, or list the servers"),
        ])
    func domain(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test("and is read without the dns:, with StartTLS or without", arguments: [true, false])
    func discovered(startTLS: Bool) throws {
        let text = Sample.file.replacing(Self.server, with: "dns:Corp.Example.org.\n  start-tls: \(startTLS)")
        let directory = try Sample.load(text).directory
        guard case .discovered(let domain) = directory.servers else {
            Issue.record("the servers are not looked up")
            return
        }
        #expect(domain.value == "corp.example.org")
        #expect(domain.line == 6)
        #expect(directory.startTLS.value == startTLS)
    }

    @Test(
        "ldapi:// names a socket by its whole path, percent-encoded",
        arguments: [
            Change(
                server, "[ldapi:///run/slapd/ldapi]",
                "6:13: directory.servers: \"ldapi:///run/slapd/ldapi\" has a path that is not percent-encoded: "
                    + "write \"ldapi://%2frun%2fslapd%2fldapi\""),
            Change(
                server, "[ldapi:///]",
                "6:13: directory.servers: \"ldapi:///\" names no socket: write ldapi://%2frun%2fslapd%2fldapi"
            ),
            Change(
                server, "[ldapi://run%2fldapi]",
                "6:13: directory.servers: \"ldapi://run%2fldapi\" is not the whole path of a socket: "
                    + "write ldapi://%2frun%2fslapd%2fldapi"),
            Change(
                server, "[ldapi://%2frun%2f]",
                "6:13: directory.servers: \"ldapi://%2frun%2f\" is not the whole path of a socket: "
                    + "write ldapi://%2frun%2fslapd%2fldapi"),
            Change(
                server, "[ldapi://%2frun%2]",
                "6:13: directory.servers: \"ldapi://%2frun%2\" has a character that an address cannot hold: "
                    + "write it as %xx"),
            Change(
                server, "[ldapi://%2frun%00x]",
                "6:13: directory.servers: \"ldapi://%2frun%00x\" has a character that an address cannot hold: "
                    + "write it as %xx"),
            Change(
                server, "[\"ldapi://%2frun x\"]",
                "6:13: directory.servers: \"ldapi://%2frun x\" has a character that an address cannot hold: "
                    + "write it as %xx"),
            Change(
                server, "[ldapi://%2f\(String(repeating: "x", count: 107))]",
                "6:13: directory.servers: \"ldapi://%2f\(String(repeating: "x", count: 49))…\" is too long for a "
                    + "socket: its path has at most 107 bytes"),
            Change(
                server, "[ldapi://%2frun%2fa]\n  start-tls: true",
                "6:13: directory.servers: \"ldapi://%2frun%2fa\" is a socket of this machine and takes no StartTLS: "
                    + "remove start-tls, or the socket"),
            Change(
                server, "[ldapi://%2frun%2fa, \"ldapi://%2frun%2fa\"]",
                "6:33: directory.servers: \"ldapi://%2frun%2fa\" is there twice, first in line 6: remove one"),
        ])
    func socket(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test("and needs no encryption")
    func local() throws {
        let servers = ["ldapi://%2frun%2fA", "ldapi://%2Frun%2fa/", "ldaps://b"]
        let text = Sample.file.replacing(Self.server, with: "[\(servers.joined(separator: ", "))]")
        #expect(try Sample.load(text).directory.addresses == servers)
        #expect(try Sample.load(text).notices.isEmpty)
    }

    @Test(
        "Authorities are a file or a folder, and pins are keys' digests",
        arguments: [
            Change(
                server, "\(server)\n  ca-file: a.pem\n  ca-directory: certs",
                "8:3: directory.ca-directory: stands beside ca-file, and one of them holds the authorities: "
                    + "remove the other"),
            Change(
                server, "\(server)\n  pin: \"sha1:abc\"",
                "7:8: directory.pin: \"sha1:abc\" does not begin with sha256: or sha256//: \(pinForm)"),
            Change(
                server, "\(server)\n  pin: [\"sha256:\(digest)\", \"sha256:AAAA\"]",
                "7:64: directory.pin: \"sha256:AAAA\" is not 44 characters of base64: \(pinForm)"),
            Change(
                server, "\(server)\n  pin: sha256:\(String(repeating: "A", count: 44))",
                "7:8: directory.pin: \"sha256:\(String(repeating: "A", count: 44))\" is not 44 characters of base64: "
                    + pinForm),
            Change(
                server, "\(server)\n  pin: sha256:\(String(repeating: "0", count: 64))",
                "7:8: directory.pin: \"sha256:\(String(repeating: "0", count: 53))…\" is in hexadecimal: \(pinForm)"
            ),
            Change(
                server, "\(server)\n  pin: [\"sha256:\(digest)\", \"sha256//\(digest)\"]",
                "7:64: directory.pin: \"sha256//\(digest)\" is there twice: remove one"),
            Change(
                server,
                "\(server)\n  pin: [\((0...8).map { "\"sha256:\($0)" + digest.dropFirst() + "\"" }.joined(separator: ", "))]",
                "7:8: directory.pin: has more than 8 pins: keep those of the servers and their spare keys"),
            Change(
                server, "[ldap://127.0.0.1]\n  pin: sha256:\(digest)",
                "7:3: directory.pin: has no TLS to look at, as no server is spoken to by it: "
                    + "remove it, or write ldaps:// or start-tls: true"),
            Change(
                server, "[ldapi://%2frun%2fa]\n  pin: sha256:\(digest)",
                "7:3: directory.pin: has no TLS to look at, as no server is spoken to by it: "
                    + "remove it, or write ldaps:// or start-tls: true"),
        ])
    func authorities(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test("They are read as written, one pin or several, a folder with its slash or without")
    func read() throws {
        let text = Sample.file.replacing(
            Self.server, with: "\(Self.server)\n  ca-directory: certs/\n  pin: sha256:\(Self.digest)")
        let configuration = try Sample.load(text)
        #expect(configuration.directory.caDirectory?.value == "/etc/jitsi/certs/")
        #expect(configuration.directory.pins.map(\.value) == ["sha256:" + Self.digest])
        #expect(configuration.notices.isEmpty)
        let two = Sample.file.replacing(
            Self.server,
            with:
                "\(Self.server)\n  ca-file: a\n  pin: [\"sha256:\(Self.digest)\", \"sha256//B\(Self.digest.dropFirst())\"]"
        )
        #expect(try Sample.load(two).directory.pins.count == 2)
    }

    @Test(
        "What is odd, but allowed, is a notice",
        arguments: [
            (
                "\(server)\n  pin: sha256:\(digest)",
                "7:3: directory.pin: takes the place of the authorities: a server is believed by its key alone, whatever "
                    + "its certificate says of issuer, name and dates (with ca-file or ca-directory beside it both must "
                    + "be right)"
            ),
            (
                "[ldap://127.0.0.1]\n  ca-file: a",
                "7:3: directory.ca-file: is not used: no server is spoken to by TLS"
            ),
            (
                "[ldapi://%2frun%2fa]\n  ca-directory: a",
                "7:3: directory.ca-directory: is not used: no server is spoken to by TLS"
            ),
            (
                "\(server)\n  plain-text: true",
                "7:3: directory.plain-text: is not used: no server is an ldap:// address"
            ),
        ])
    func notices(servers: String, notice: String) throws {
        let text = Sample.file.replacing(Self.server, with: servers)
        #expect(try Sample.load(text).notices.map(\.description) == [notice])
    }
}
