import Foundation
import TestSupport
import Testing

@Suite("check --directory")
struct CheckDirectoryTests {
    private static let shared = Result { try Slapd() }
    private let slapd: Slapd

    init() throws { slapd = try Self.shared.get() }

    @Test("shows each step of a right configuration with its time, and ends with 0")
    func right() throws {
        let look = try DirectoryLook(directory: Responder.directory(slapd))
        #expect(look.status == 0, "\(look.output)")
        #expect(look.lines.first == "configuration OK")
        for step in [
            "connected to port \(slapd.tlsPort)", "TLS1.", "signed in as \(Slapd.serviceDN)",
            "this is OpenLDAP", "directory.users.base is there: \(Slapd.peopleBase)",
            "7 accounts could match", "uid of all", "3 of 7 accounts have groups in memberOf",
            "2 groups of access are there",
        ] {
            #expect(look.has("ok", step), "\(step) in \(look.output)")
        }
        #expect(look.lines.last == "directory OK: one server without a failure")
        let steps = look.part(slapd.ldapsAddress).filter { $0.contains(" ok ") }
        #expect(steps.allSatisfy { $0.contains(/\[[0-9]+ ms\]$/) })
    }

    @Test("shows the certificate: names, issuer, days that are left, and the pin of its key")
    func certificate() throws {
        let look = try DirectoryLook(directory: Responder.directory(slapd))
        for line in ["for 127.0.0.1", "issued by CN=Test CA", " days left)"] {
            #expect(look.says(line), "\(line) in \(look.output)")
        }
        let folder = try TemporaryFolder()
        let shown = try #require(look.output.firstMatch(of: /as a pin (sha256:\S+)/)).1
        // What the server's administrator would get from the certificate itself.
        let pin = try Command.output(
            [
                "bash", "-c",
                "openssl s_client -connect 127.0.0.1:\(slapd.tlsPort) < /dev/null 2> \(folder.file("err")) "
                    + "| openssl x509 -pubkey -noout | openssl pkey -pubin -outform der "
                    + "| openssl dgst -sha256 -binary | base64",
            ])
        #expect("sha256:" + pin.trimmingCharacters(in: .newlines) == shown)
    }

    @Test("warns of a certificate that ends in less than two weeks, and of no other", arguments: [5, 15])
    func endingCertificate(days: Int) throws {
        let authority = try CertificateAuthority()
        let slapd = try Slapd(
            authority: authority, identity: authority.issue(for: ["127.0.0.1"], validDays: days))
        let look = try DirectoryLook(directory: Responder.directory(slapd))
        #expect(look.status == 0)
        #expect(look.has("warning", "but only for") == (days == 5), "\(look.output)")
        #expect(look.says("renew the certificate") == (days == 5))
        #expect(look.says(", one warning") == (days == 5))
    }

    @Test("reports on the second server in full where the first one is stopped, and ends with 69")
    func stoppedServer() throws {
        let dead = "ldaps://127.0.0.1:\(FreePort.next())"
        let look = try DirectoryLook(
            directory: Responder.directory(slapd, servers: [dead, slapd.ldapsAddress]))
        #expect(look.status == 69)
        #expect(
            look.part(dead).first?.contains("FAILED not connected: 127.0.0.1: Connection refused") == true)
        #expect(look.part(dead).contains { $0.contains("-> start the server") })
        #expect(look.part(dead).count == 2, "\(look.output)")
        #expect(look.part(slapd.ldapsAddress).contains { $0.contains("7 accounts could match") })
        #expect(look.lines.last == "directory NOT OK: 1 of 2 servers without a failure, one failure")
    }

    @Test("says what is in a certificate that is not believed, and ends with 69")
    func otherCertificate() throws {
        let authority = slapd.authority
        let other = try Slapd(authority: authority, identity: authority.issue(for: ["ldap.example.org"]))
        let look = try DirectoryLook(
            directory: Responder.directory(slapd, servers: [other.ldapsAddress, slapd.ldapsAddress]))
        #expect(look.status == 69)
        let part = look.part(other.ldapsAddress)
        #expect(part.contains { $0.contains("FAILED no TLS") && $0.contains("not issued for '127.0.0.1'") })
        #expect(part.contains { $0.contains("for ldap.example.org") })
        #expect(part.contains { $0.contains("-> configure the server by a name that its certificate holds") })
        #expect(!part.contains { $0.contains("signed in") })
        #expect(look.part(slapd.ldapsAddress).contains { $0.contains("7 accounts could match") })
    }

    @Test("says that the service account is refused, never with which password, and ends with 77")
    func wrongServicePassword() throws {
        let look = try DirectoryLook(
            directory: Responder.directory(slapd), servicePassword: "mistyped-secret-9")
        #expect(look.status == 77)
        #expect(look.has("FAILED", "not signed in as \(Slapd.serviceDN)"), "\(look.output)")
        #expect(look.says("-> correct its DN, or the password in its file"))
        #expect(!look.says("mistyped"))
        #expect(!look.says("could match"))
    }

    @Test("says which base is not there, and what the server holds, and ends with 78")
    func wrongBase() throws {
        let section = Responder.directory(slapd).replacingOccurrences(
            of: "base: \(Slapd.peopleBase)", with: "base: ou=peple,dc=example,dc=org")
        let look = try DirectoryLook(directory: section)
        #expect(look.status == 78)
        #expect(look.has("FAILED", "directory.users.base is not there"), "\(look.output)")
        #expect(look.says("        the server holds dc=example,dc=org"))
        // What does not depend on it is looked at all the same, and what does is no failure of its own.
        #expect(look.has("ok", "2 groups of access are there"))
        let person = try DirectoryLook(directory: section, user: "alice")
        #expect(person.says("- not checked: alice"), "\(person.output)")
        #expect(person.says("directory NOT OK: 0 of 1 servers without a failure, one failure"))
    }

    @Test("says that a filter can match nobody, and ends with 78")
    func wrongFilter() throws {
        let section = Responder.directory(slapd).replacingOccurrences(
            of: "objectClass=inetOrgPerson", with: "objectClass=inetOrgPersonn")
        let look = try DirectoryLook(directory: section)
        #expect(look.status == 78)
        #expect(look.has("FAILED", "no account below \(Slapd.peopleBase) could match"), "\(look.output)")
        #expect(look.says("searched for (&(objectClass=inetOrgPersonn)(|(uid=*)(mail=*)))"))
    }

    @Test(
        "finds a mistyped group, says which one may be meant, and ends with 78",
        arguments: [
            "cn=moderator,ou=groups,dc=example,dc=org", "cn=moderators,ou=group,dc=example,dc=org",
            "cn=Moderators,ou=somewhere else,dc=example,dc=org",
        ])
    func mistypedGroup(group: String) throws {
        let look = try DirectoryLook(
            directory: Responder.directory(slapd),
            access: "access: {allow: [\"\(SlapdPeople.members)\"], moderators: [\"\(group)\"]}")
        #expect(look.status == 78)
        #expect(look.has("FAILED", "access.moderators: \(group) is not there"), "\(look.output)")
        #expect(look.says("        there is \(SlapdPeople.moderators)"))
        #expect(!look.says("there is \(SlapdPeople.members)"))
        #expect(look.has("ok", "the group of access is there"))
    }

    @Test("looks at the groups that rules of rooms name, each once, as at those of access")
    func roomGroups() throws {
        let mistyped = "cn=moderator,ou=groups,dc=example,dc=org"
        let look = try DirectoryLook(
            directory: Responder.directory(slapd),
            access: """
                access: {allow: ["\(SlapdPeople.members)"]}
                rooms:
                  - {match: a, allow: ["\(SlapdPeople.members)"], moderators: ["\(SlapdPeople.moderators)"]}
                  - {match: b, allow: ["\(mistyped)"], moderators: first-to-arrive}
                  - {match: c, moderators: ["\(SlapdPeople.alice)"]}
                """)
        #expect(look.status == 78)
        #expect(look.has("ok", "2 groups of access and rooms are there"), "\(look.output)")
        #expect(look.says("        rooms[1].moderators: \(SlapdPeople.moderators)"))
        #expect(look.has("FAILED", "rooms[2].allow: \(mistyped) is not there"))
        #expect(look.says("        there is \(SlapdPeople.moderators)"))
        #expect(look.has("warning", "rooms[3].moderators: \(SlapdPeople.alice) is no group"))
        #expect(!look.says("nobody moderates by their groups"))
    }

    @Test("warns of an entry in access that is no group")
    func noGroup() throws {
        let look = try DirectoryLook(
            directory: Responder.directory(slapd), access: "access: {moderators: [\"\(SlapdPeople.alice)\"]}")
        #expect(look.status == 0)
        #expect(
            look.has("warning", "access.moderators: \(SlapdPeople.alice) is no group, but inetOrgPerson"),
            "\(look.output)")
    }

    @Test("warns of a group that lies outside of where groups are searched for")
    func groupOutside() throws {
        let look = try DirectoryLook(
            directory: Responder.directory(
                slapd, groups: "search: {base: \"ou=services,dc=example,dc=org\", filter: \"(member={dn})\"}")
        )
        #expect(look.status == 0)
        #expect(look.has("warning", "no group below ou=services,dc=example,dc=org could match"))
        #expect(
            look.has("warning", "\(SlapdPeople.moderators) lies outside of ou=services"), "\(look.output)")
    }

    @Test("counts the groups that a search could find")
    func groupSearch() throws {
        let look = try DirectoryLook(
            directory: Responder.directory(
                slapd, groups: "search: {base: \"\(Slapd.groupsBase)\", filter: \"(member={dn})\"}"))
        #expect(look.status == 0)
        #expect(
            look.has("ok", "2 groups with members can be found below \(Slapd.groupsBase)"), "\(look.output)")
    }

    @Test("warns where nobody has memberOf, and of missing names")
    func missingMemberOf() throws {
        let slapd = try Slapd(
            ldif: """
                dn: uid=lone,\(Slapd.peopleBase)
                objectClass: inetOrgPerson
                uid: lone
                cn: Lone
                sn: Lone

                """)
        let look = try DirectoryLook(
            directory: Responder.directory(slapd), access: "access: {moderators: [\"\(Slapd.groupsBase)\"]}")
        #expect(look.status == 0)
        #expect(look.has("warning", "no account has memberOf"), "\(look.output)")
        #expect(look.says("OpenLDAP: the memberof overlay"))
        #expect(look.has("warning", "a name (displayName) of none; a mail address (mail) of none"))
    }

    @Test("fails where the id can be read of nobody")
    func missingID() throws {
        let section = Responder.directory(slapd).replacingOccurrences(
            of: "  groups:", with: "    attributes: {id: employeeNumber}\n  groups:")
        let look = try DirectoryLook(directory: section)
        #expect(look.status == 78)
        #expect(look.has("FAILED", "employeeNumber of none"), "\(look.output)")
    }

    @Test("warns of a kind that the server is not, and names the one that it is where none is written")
    func kinds() throws {
        let plain = Responder.directory(slapd)
        #expect(try DirectoryLook(directory: plain).says("-> directory.kind: openldap would preset"))
        let wrong = try DirectoryLook(directory: "  kind: freeipa\n" + plain)
        #expect(wrong.has("warning", "this is OpenLDAP, but directory.kind is freeipa"), "\(wrong.output)")
        let right = try DirectoryLook(directory: "  kind: openldap\n" + plain)
        #expect(right.has("ok", "this is OpenLDAP") && !right.says("directory.kind"))
    }

    @Test("without a service account says what it could not look at")
    func asUser() throws {
        let section = """
              servers: [\(slapd.ldapsAddress)]
              ca-file: \(slapd.certificateAuthorityFile)
              bind: {as-user: "uid={username},\(Slapd.peopleBase)"}
            """
        let look = try DirectoryLook(directory: section, user: "alice")
        #expect(look.status == 0, "\(look.output)")
        #expect(look.has("ok", "TLS1."))
        #expect(look.has("-", "not checked: accounts and groups, as there is no service account"))
        #expect(look.has("ok", "this is OpenLDAP"))
        #expect(!look.says("signed in"))
    }

    @Test("says that a server is mute, and does not wait for longer than the timeout at one step")
    func muteServer() throws {
        let mute = try SocketServer { peer in _ = peer.read() }
        let address = "ldaps://127.0.0.1:\(mute.port)"
        let look = try DirectoryLook(
            directory: Responder.directory(slapd, servers: [address, slapd.ldapsAddress], timeout: "1s"))
        #expect(look.status == 69)
        #expect(look.part(address).contains { $0.contains("FAILED no TLS") }, "\(look.output)")
        #expect(look.part(slapd.ldapsAddress).contains { $0.contains("7 accounts could match") })
    }

    private func socketSection(bind: String) -> String {
        """
          servers: ["\(slapd.socketAddress)"]
          bind: {\(bind)}
          users:
            base: \(Slapd.peopleBase)
            filter: (uid={username})
        """
    }

    @Test("looks through a Unix socket, and says what is hidden from nobody in particular")
    func anonymous() throws {
        let look = try DirectoryLook(directory: socketSection(bind: "anonymous: true"))
        #expect(look.status == 78, "\(look.output)")
        #expect(look.has("ok", "connected to \(slapd.folder.file("ldapi"))"))
        #expect(look.has("ok", "signed in as nobody (anonymous)"))
        #expect(look.has("FAILED", "hidden from the service account: \(Slapd.peopleBase)"))
        #expect(!look.says("TLS"))
    }

    @Test("tells whom the server takes the user of this process for")
    func external() throws {
        let look = try DirectoryLook(directory: socketSection(bind: "sasl: external"))
        #expect(
            look.has("ok", "signed in by SASL EXTERNAL, as dn:gidNumber=")
                && look.says(",cn=peercred,cn=external,cn=auth"), "\(look.output)")
    }

    @Test("asks nobody where --directory is not there")
    func offline() throws {
        let quiet = try Slapd()
        let folder = try TemporaryFolder()
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: Responder.directory(quiet))
        let before = quiet.log.components(separatedBy: "ACCEPT").count
        let check = try Command.run([Product.path("jitsi-ldap-login"), "check", "--config", file])
        #expect(check.status == 0 && check.output == "configuration OK\n")
        #expect(quiet.log.components(separatedBy: "ACCEPT").count == before)
        let alone = try Command.run(
            [Product.path("jitsi-ldap-login"), "check", "--user", "alice", "--config", file])
        #expect(alone.status == 64)
    }
}
