import LDAP
import Testing

@testable import jitsi_ldap_login

@Suite("A name that somebody types")
struct NameTests {
    @Test(
        "has one of the forms that Windows knows",
        arguments: [
            ("alice", TypedName.plain("alice")),
            ("alice@corp.example", .principal(name: "alice", domain: "corp.example")),
            ("a@b@corp.example", .principal(name: "a@b", domain: "corp.example")),
            ("CORP\\alice", .ofDomain("CORP", name: "alice")),
            ("CORP\\alice@x", .ofDomain("CORP", name: "alice@x")), ("CORP\\", .plain("CORP\\")),
            ("\\alice", .plain("\\alice")), ("@corp", .plain("@corp")), ("alice@", .plain("alice@")),
            ("", .plain("")),
        ])
    func forms(typed: String, form: TypedName) {
        #expect(TypedName(typed) == form)
    }

    /// The template, the kind, what was typed, what to bind with, and what to search for.
    static let personalNames: [(String, DirectoryKind?, String, String?, String)] = [
        ("uid={username},dc=x", nil, "alice", "uid=alice,dc=x", "alice"),
        ("uid={username},dc=x", .activeDirectory, "CORP\\alice", "uid=CORP\\\\alice,dc=x", "CORP\\alice"),
        ("{username}@corp.example", .activeDirectory, "alice", "alice@corp.example", "alice"),
        (
            "{username}@corp.example", .activeDirectory, "alice@other.example", "alice@other.example",
            "alice@other.example"
        ),
        ("{username}@corp.example", .activeDirectory, "CORP\\alice", "CORP\\alice", "CORP\\alice"),
        (
            "CORP\\{username}", .activeDirectory, "corp.example\\alice", "alice@corp.example",
            "corp.example\\alice"
        ),
        (
            "CORP\\{username}", .activeDirectory, "alice@corp.example", "alice@corp.example",
            "alice@corp.example"
        ),
        ("CORP\\{username}", .activeDirectory, "CORP\\a/b", nil, ""),
        ("CORP\\{username}", .activeDirectory, "CORP\\a\0b", nil, ""),
        ("CORP\\{username}", .activeDirectory, "CO RP\\alice", nil, ""),
        ("{username}@corp.example", nil, "alice@corp.example", "alice@corp.example", "alice"),
        ("{username}@corp.example", nil, "alice@other.example", nil, ""),
        ("CORP\\{username}", nil, "CORP\\alice", "CORP\\alice", "alice"),
    ]

    @Test("makes the name to bind with and the one to search for", arguments: personalNames.indices)
    func personal(index: Int) throws {
        let (template, kind, typed, bound, searched) = Self.personalNames[index]
        let name = PersonalName(try BindNameTemplate(parsing: template), kind: kind)
        #expect(name.bindName(for: typed) == bound)
        if let bound { #expect(name.searchName(for: typed, boundAs: bound) == searched) }
    }
}
