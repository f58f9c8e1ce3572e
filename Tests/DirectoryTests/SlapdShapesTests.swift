import LDAP
import TestSupport
import Testing

@Suite("slapd holds entries and groups of every shape")
struct SlapdShapesTests {
    static let shared = Result { try Slapd.withShapes() }
    let directory: RealDirectory

    init() throws { directory = try RealDirectory(Self.shared.get()) }

    private func person(_ uid: String, _ attributes: String...) throws -> Entry {
        try #require(
            try directory.find("(uid=\(uid))", base: Slapd.peopleBase, attributes: attributes).first)
    }

    /// The DNs of the groups that this filter finds.
    private func groups(_ filter: String) throws -> Set<String> {
        Set(try directory.find(filter, base: Slapd.groupsBase, attributes: ["1.1"]).map(\.dn))
    }

    @Test("All of them can sign in")
    func passwords() throws {
        for uid in [
            ShapedPeople.options, ShapedPeople.bare, ShapedPeople.invalid, ShapedPeople.crowded,
            ShapedPeople.posix,
        ] {
            let result = try directory.verify(Slapd.person(uid), SlapdPeople.password(of: uid))
            #expect(result.verdict == .accepted, "\(uid)")
        }
    }

    @Test("Options of an attribute, several values, bytes that are no UTF-8")
    func values() throws {
        // Asked for without an option, an attribute comes with all its options (RFC 4512, 2.5.2).
        let optia = try person(ShapedPeople.options, "displayName")
        #expect(optia.strings("displayName").contains("Optia Plain"))
        #expect(optia.strings("displayName;lang-de") == ["Optia Deutsch"])
        let onlyOption = try person(ShapedPeople.onlyOption, "displayName")
        #expect(onlyOption.strings("displayName;lang-de") == ["Nur Deutsch"])
        #expect(try person(ShapedPeople.several, "cn").values("cn").count == 3)
        #expect(try person(ShapedPeople.bare, "mail", "displayName").values("mail").isEmpty)
        let invalid = try person(ShapedPeople.invalid, "mail", "anyBytes")
        #expect(invalid.values("mail") == [[0x62, 0xff, 0x64, 0x40, 0x65]])
        #expect(invalid.values("anyBytes") == [[0x42, 0xff, 0xfe, 0x64]])
        #expect(try person(ShapedPeople.control, "anyBytes").values("anyBytes") == [[0x41, 0, 0x1b, 0x0a]])
    }

    @Test("A small picture, and one of 5 MB")
    func pictures() throws {
        #expect(try person(ShapedPeople.picture, "jpegPhoto").values("jpegPhoto") == [SamplePhoto.jpeg])
        let big = try person(ShapedPeople.bigPicture, "jpegPhoto").values("jpegPhoto")
        #expect(big == [SamplePhoto.jpeg(ofBytes: 5_000_000)])
        #expect((big.first?.count ?? 0) >= 5_000_000)
    }

    @Test("Ten thousand groups on one person, and all of them there")
    func crowded() throws {
        let groups = try person(ShapedPeople.crowded, "memberOf").strings("memberOf")
        #expect(groups.count == ShapedGroups.many)
        let last = try directory.find(
            "(cn=g\(ShapedGroups.many))", base: "ou=many,\(Slapd.groupsBase)", attributes: ["member"])
        #expect(last.first?.strings("member") == [Slapd.person(ShapedPeople.crowded)])
    }

    @Test("Groups within groups: a chain, circles, and names that need escaping")
    func nesting() throws {
        let direct: Set = [
            ShapedGroups.class, ShapedGroups.ringA, ShapedGroups.itself, ShapedGroups.chain(1),
        ]
        let found = try groups("(member=\(Slapd.person(ShapedPeople.nested)))")
        #expect(found.isSuperset(of: direct))
        #expect(found.count == direct.count + 1)
        let awkward = try #require(found.subtracting(direct).first)
        let read = try DistinguishedName(parsing: awkward)
        #expect(read == (try DistinguishedName(parsing: ShapedGroups.awkward)))
        // The overlay writes what it sees directly, and nothing of the groups above.
        let memberOf = try person(ShapedPeople.nested, "memberOf").strings("memberOf")
        #expect(memberOf.count == found.count)
        #expect(try groups("(member=\(ShapedGroups.ringA))") == [ShapedGroups.ringB])
        #expect(try groups("(member=\(ShapedGroups.ringB))") == [ShapedGroups.ringA])
        #expect(try groups("(member=\(ShapedGroups.itself))") == [ShapedGroups.itself])
        let last = ShapedGroups.chain(ShapedGroups.chainLength)
        #expect(try groups("(member=\(last))").isEmpty)
        #expect(try groups("(member=\(ShapedGroups.pupils))") == [ShapedGroups.school])
    }

    @Test("groupOfUniqueNames and posixGroup are found by their own attributes")
    func kinds() throws {
        let nested = Slapd.person(ShapedPeople.nested)
        #expect(try groups("(uniqueMember=\(nested))") == [ShapedGroups.unique])
        #expect(try groups("(uniqueMember=\(ShapedGroups.unique))") == [ShapedGroups.uniqueOuter])
        #expect(try groups("(memberUid=\(ShapedPeople.posix))") == [ShapedGroups.posix])
        let number = try person(ShapedPeople.posix, "gidNumber").string("gidNumber")
        #expect(number == "\(ShapedGroups.primaryNumber)")
        let primary = "(&(objectClass=posixGroup)(gidNumber=\(ShapedGroups.primaryNumber)))"
        #expect(try groups(primary) == [ShapedGroups.posixPrimary])
    }
}
