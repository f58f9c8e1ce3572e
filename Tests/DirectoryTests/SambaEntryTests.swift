import LDAP
import TestSupport
import Testing

@Suite("Active Directory holds the people and groups of its fixture")
struct SambaEntryTests {
    let domain: SambaDomain
    let directory: RealDirectory

    init() throws {
        domain = try SambaDomain.shared.get()
        directory = try RealDirectory(domain)
    }

    private func person(_ name: String, _ attributes: String...) throws -> Entry {
        let found = try directory.find(
            "(sAMAccountName=\(name))", base: SambaDomain.base, attributes: attributes)
        return try #require(found.first)
    }

    /// The groups that a DN is in, by the matching rule that follows groups within groups.
    private func groups(of dn: String) throws -> Set<String> {
        let filter = "(member:1.2.840.113556.1.4.1941:=\(dn))"
        return Set(try directory.find(filter, base: SambaPeople.groupsBase, attributes: ["1.1"]).map(\.dn))
    }

    @Test("Nested groups are found by the matching rule, circles too")
    func nesting() throws {
        #expect(
            try groups(of: SambaPeople.alice) == [
                SambaPeople.teachers, SambaPeople.staff, SambaPeople.moderators,
            ])
        #expect(try groups(of: SambaPeople.bob) == [SambaPeople.ringA, SambaPeople.ringB])
        #expect(try person("alice", "memberOf").strings("memberOf") == [SambaPeople.teachers])
    }

    @Test("A primary group is neither in memberOf nor found by the matching rule: it has to be looked up")
    func primaryGroup() throws {
        let peter = try person("peter", "memberOf", "primaryGroupID")
        #expect(!peter.strings("memberOf").contains(SambaPeople.hosts))
        #expect(try !groups(of: SambaPeople.peter).contains(SambaPeople.moderators))
        let token = try #require(
            try directory.find(
                "(cn=Hosts)", base: SambaPeople.groupsBase, attributes: ["primaryGroupToken"]
            ).first)
        #expect(token.string("primaryGroupToken") == peter.string("primaryGroupID"))
        #expect(try groups(of: SambaPeople.hosts) == [SambaPeople.moderators])
    }

    @Test("1,600 groups come at once, or in the parts that are asked for")
    func ranges() throws {
        let whole = try person("crowded", "memberOf")
        #expect(whole.values("memberOf").count == SambaPeople.many)
        let part = try person("crowded", "memberOf;range=0-1499")
        #expect(part.values("memberOf;range=0-1499").count == 1500)
        let rest = try person("crowded", "memberOf;range=1500-*")
        #expect(rest.values("memberOf;range=1500-*").count == SambaPeople.many - 1500)
    }

    @Test("Names with umlauts, commas and parentheses are as the fixture writes them")
    func awkwardNames() throws {
        let entry = try person("jmueller", "memberOf", "cn")
        let dn = try DistinguishedName(parsing: entry.dn)
        #expect(dn == (try DistinguishedName(parsing: SambaPeople.jmueller)))
        #expect(entry.strings("cn") == ["Müller, Jörg (Schule) + #1"])
        let group = try DistinguishedName(parsing: try #require(entry.strings("memberOf").first))
        #expect(group == (try DistinguishedName(parsing: SambaPeople.awkwardGroup)))
    }

    @Test("Ids are binary, pictures are whole, a computer is a user by its classes")
    func attributes() throws {
        #expect(try person("alice", "objectGUID").values("objectGUID").map(\.count) == [16])
        #expect(try person("thea", "thumbnailPhoto").values("thumbnailPhoto") == [SamplePhoto.jpeg])
        #expect(try person("jpeg", "jpegPhoto").values("jpegPhoto") == [SamplePhoto.jpeg])
        let classes = try person("CLASSROOM$", "objectClass").strings("objectClass")
        #expect(Set(classes).isSuperset(of: ["user", "computer"]))
    }

    @Test("When a password expires can be read: 3.5 days from now, or never")
    func expiry() throws {
        let name = "msDS-UserPasswordExpiryTimeComputed"
        #expect(try person("olga", name).string(name) == "9223372036854775807")
        // [MS-DTYP] 2.3.3: units of 100 ns since 1601.
        let judy = try #require(try person("judy", name, "pwdLastSet").string(name).flatMap(Int.init))
        let set = try #require(try person("judy", "pwdLastSet").string("pwdLastSet").flatMap(Int.init))
        #expect(judy - set == 42 * 86400 * 10_000_000)
    }

    @Test("The service account may read and not write")
    func readOnly() throws {
        let status = try LDAPClient.modify(
            at: domain.ldapsAddress, authority: domain.certificateAuthorityFile, dn: SambaDomain.serviceName,
            password: SambaDomain.servicePassword,
            ldif: "dn: \(SambaPeople.bob)\nchangetype: modify\nreplace: mail\nmail: x@corp.example\n")
        // insufficientAccessRights (RFC 4511, A.1)
        #expect(status == 50)
    }

    @Test("Its DNS names the domain controller")
    func serviceRecords() throws {
        // Debian's own Python, whose dnspython Samba needs anyway.
        let script = """
            import sys, dns.resolver
            resolver = dns.resolver.Resolver(configure=False)
            resolver.nameservers = [sys.argv[1]]
            resolver.lifetime = 60
            print(*resolver.resolve("_ldap._tcp.corp.example", "SRV"), *resolver.resolve("dc.corp.example", "A"))
            """
        let answer = try Command.output(["/usr/bin/python3", "-c", script, domain.address])
        #expect(answer == "0 100 389 dc.corp.example. \(domain.address)\n")
    }
}
