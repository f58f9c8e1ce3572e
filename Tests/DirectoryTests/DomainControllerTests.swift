import Secrets
import TestSupport
import Testing

@testable import LDAP

@Suite("A domain controller and the module LDAP")
struct DomainControllerTests {
    let domain: SambaDomain
    let directory: DirectoryServers

    init() throws {
        domain = try SambaDomain.shared.get()
        directory = try Self.directory(domain, .none)
    }

    private static func directory(_ domain: SambaDomain, _ account: ServiceAccount) throws -> DirectoryServers
    {
        try DirectoryServers(
            [DirectoryServer(address: ServerAddress(parsing: domain.ldapsAddress), security: .ldaps)],
            trust: .file(domain.certificateAuthorityFile), account: account, connections: 4,
            timeout: .seconds(10))
    }

    private func asPerson<R>(
        _ name: String, _ password: String, _ body: (borrowing PersonSession) throws(LDAPError) -> R
    ) throws -> (BindResult, R?) {
        try directory.withServer { session throws(LDAPError) in
            try session.asPerson(name: name, password: SecretBytes(copying: Array(password.utf8)), body)
        }
    }

    static let closed: [(String, ActiveDirectoryReason)] = [
        ("carol", .accountDisabled), ("dave", .accountExpired), ("erin", .mustChangePassword),
        ("frank", .passwordExpired), ("heidi", .notAtThisHour), ("ivan", .notFromThisComputer),
    ]

    @Test(
        "Why an account is closed is told to who knows the password, and to nobody else", arguments: closed)
    func reasons(name: String, reason: ActiveDirectoryReason) throws {
        let (right, ran) = try asPerson(name + "@corp.example", SambaPeople.password(of: name)) { _ in true }
        #expect(right.activeDirectoryReason == reason && right.provesPassword && ran == nil)
        let (wrong, _) = try asPerson(name + "@corp.example", "wrong") { _ in true }
        #expect(wrong.activeDirectoryReason == .wrongCredentials && !wrong.provesPassword)
    }

    @Test("Locked proves nothing")
    func locked() throws {
        for password in [SambaPeople.password(of: "grace"), "wrong"] {
            let (result, _) = try asPerson("CORP\\grace", password) { _ in true }
            #expect(result.activeDirectoryReason == .accountLocked && !result.provesPassword)
        }
    }

    @Test("A person signs in by each form of name and reads their own entry, without a service account")
    func asPerson() throws {
        let forms = [
            "{username}@corp.example", "CORP\\{username}", "CN={username},\(SambaPeople.base)",
        ]
        let filter = try FilterTemplate(parsing: "(sAMAccountName={username})", placeholders: ["username"])
            .filled(["username": "alice"])
        for form in forms {
            let name = try #require(try BindNameTemplate(parsing: form).filled("alice"))
            let (result, found) = try asPerson(name, SambaPeople.password(of: "alice")) {
                session throws(LDAPError) in
                try session.search(
                    base: SambaDomain.base, filter: filter,
                    attributes: ["objectGUID", "objectSid", "memberOf", "primaryGroupID", "displayName"],
                    sizeLimit: 2)
            }
            #expect(result.verdict == .accepted && result.activeDirectoryReason == nil)
            let entry = try #require(found?.entries.first)
            #expect(try DistinguishedName(parsing: entry.dn) == DistinguishedName(parsing: SambaPeople.alice))
            #expect(entry.uuid("objectGUID")?.count == 36 && entry.string("displayName") == "Alice Adams")
        }
    }

    @Test("Names that are none are refused, and never somebody else", arguments: BindNames.hostile)
    func hostile(typed: String) throws {
        let password = SambaPeople.password(of: "alice")
        for form in ["{username}@corp.example", "CORP\\{username}", "CN={username},\(SambaPeople.base)"] {
            guard let name = try BindNameTemplate(parsing: form).filled(typed) else { continue }
            #expect(try asPerson(name, password) { _ in true }.1 == nil, "\(name)")
        }
    }

    @Test("The primary group is found by its security identifier, which a domain's name goes before")
    func primaryGroup() throws {
        let service = ServiceAccount.account(
            dn: SambaDomain.serviceName,
            password: SecretBytes(copying: Array(SambaDomain.servicePassword.utf8)))
        let directory = try Self.directory(domain, service)
        func find(_ filter: Filter, _ attributes: [String]) throws -> Entry {
            try #require(
                try directory.withServer { session throws(LDAPError) in
                    try session.search(
                        base: SambaDomain.base, filter: filter, attributes: attributes, sizeLimit: 2)
                }.entries.first)
        }
        let peter = try find(.equality("cn", Array("peter".utf8)), ["objectSid", "primaryGroupID"])
        let sid = try #require(peter.securityIdentifier("objectSid"))
        let number = try #require(peter.string("primaryGroupID").flatMap { UInt32($0) })
        let group = try find(.equality("objectSid", sid.withRelativeID(number).bytes), ["objectSid"])
        #expect(try DistinguishedName(parsing: group.dn) == DistinguishedName(parsing: SambaPeople.hosts))
        #expect(group.securityIdentifier("objectSid") == sid.withRelativeID(number))
        #expect(try DistinguishedName(parsing: SambaPeople.alice).dnsDomain == SambaDomain.domain)
        #expect(try DistinguishedName(parsing: SambaPeople.alice).suffix == "dc=corp,dc=example")
        // By the text that this makes of an objectGUID, the directory finds the entry again ([MS-ADTS] 3.1.1.3.1.2.4).
        let alice = try find(.equality("cn", Array("alice".utf8)), ["objectGUID"])
        let guid = try #require(alice.uuid("objectGUID"))
        let again = try directory.withServer { session throws(LDAPError) in
            try session.search(
                base: "<GUID=\(guid)>", scope: .base, filter: .anything, attributes: [], sizeLimit: 1)
        }
        #expect(again.entries.first?.dn == alice.dn)
    }

    @Test(
        "A list that was asked for in pieces is left in pieces; the rest is fetched where the server cut it")
    func ranges() throws {
        let address = try ServerAddress(parsing: domain.ldapsAddress)
        let server = try DirectoryServer(address: address, security: .ldaps)
        let deadline = Deadline(in: .seconds(10))
        let connection = try Connection.open(
            to: server, addresses: AddressBook(address).addresses(until: deadline),
            context: try TLSContext.shared(for: .file(domain.certificateAuthorityFile)), until: deadline)
        let password = SecretBytes(copying: Array(SambaDomain.servicePassword.utf8))
        #expect(
            try connection.verify(name: SambaDomain.serviceName, password: password, until: deadline).verdict
                == .accepted)
        let query = Search(
            base: SambaPeople.crowded, scope: .base, filter: .anything, attributes: ["memberOf;range=0-99"],
            sizeLimit: 1)
        let entry = try #require(try connection.search(query, until: deadline).entries.first)
        #expect(entry.values("memberOf;range=0-99").count == 100)
        var completion = Completion(connection: connection, deadline: deadline, step: .search, room: 1 << 20)
        let whole = try completion.completed(entry)
        #expect(Set(whole.strings("memberOf")).count == SambaPeople.many)
    }
}

/// What hostile visitors type.
enum BindNames {
    static let hostile = [
        "", " ", "*", "a*", "nobody", "alice,\(SambaPeople.base)", "x,CN=alice", "\\", "CORP\\",
        "@corp.example", "alice@",
        "alice@other.example", "OTHER\\alice", "corp.example/People/alice", "\0", "alice\0", "{username}",
        "S-1-5-21",
        "alice/", "<GUID=1>", ")(cn=alice", "\u{202E}alice", String(repeating: "a", count: 1024),
    ]
}
