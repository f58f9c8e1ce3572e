import TestSupport
import Testing

@testable import LDAP

@Suite("Entries")
struct EntryTests {
    private let entry = Entry(
        dn: "uid=a",
        attributes: [
            .init(description: AttributeDescription("displayName;lang-de;x-y"), values: [Array("Zoë".utf8)]),
            .init(
                description: AttributeDescription("displayName"),
                values: [[0xC3, 0x28], [], Array(" ".utf8), Array("Zoe".utf8), Array("Z.".utf8)]),
            .init(description: AttributeDescription("jpegPhoto"), values: [[0xFF, 0xD8, 0xFF]]),
            .init(description: AttributeDescription("cn"), values: []),
            .init(description: AttributeDescription("givenName;lang-en;x-y"), values: [Array("3".utf8)]),
            .init(description: AttributeDescription("givenName;lang-fr"), values: [Array("2".utf8)]),
            .init(description: AttributeDescription("givenName;lang-en"), values: [[0xFF], Array("1".utf8)]),
            .init(
                description: AttributeDescription("sn"), values: [Array("a\0b".utf8), Array("\t \n".utf8)]),
        ])

    @Test("Names are found in any case")
    func names() {
        #expect(entry.string("DISPLAYNAME") == "Zoe")
        #expect(entry.values("displayname").count == 5)
    }

    @Test("Text is valid UTF-8 without a NUL, and more than white space; what is none is passed over")
    func text() {
        #expect(entry.strings("displayName") == ["Zoe", "Z."])
        #expect(entry.string("jpegPhoto") == nil && entry.string("sn") == nil)
        #expect(entry.values("jpegPhoto") == [[0xFF, 0xD8, 0xFF]])
    }

    @Test(
        "Text is what has a character that is no white space, which a sign on top of a space does not make",
        arguments: [
            ("a", true), (" a", true), ("~", true), ("!", true), ("\u{7F}", true), ("\u{1}", true),
            ("ä", true),
            ("\u{600}a", true), (" ", false), ("\t", false), ("\r\n", false), ("\u{A0}", false),
            (" \u{301}", false), ("\u{2003} ", false), ("", false), ("a\0", false),
        ])
    func seen(value: String, isText: Bool) {
        let entry = Entry(
            dn: "uid=a",
            attributes: [.init(description: AttributeDescription("cn"), values: [Array(value.utf8)])])
        #expect(entry.string("cn") == (isText ? value : nil))
        #expect(entry.strings("cn") == (isText ? [value] : []))
    }

    @Test("An entry has its name, if it is one")
    func name() throws {
        #expect(entry.name == (try DistinguishedName(parsing: "UID=A")))
        #expect(Entry(dn: "", attributes: []).name == nil && Entry(dn: "a", attributes: []).name == nil)
    }

    @Test(
        "The values of an attribute that a server sends in two parts are those of both, one after the other")
    func twice() {
        let halves = Entry(
            dn: "uid=a",
            attributes: [
                .init(description: AttributeDescription("CN"), values: [[1], [2]]),
                .init(description: AttributeDescription("sn"), values: [[9]]),
                .init(description: AttributeDescription("cn"), values: [[3]]),
            ])
        #expect(halves.values("cn") == [[1], [2], [3]] && halves.valuesWithOptions("cn") == [[1], [2], [3]])
    }

    @Test(
        "A description is a name and its options in lower case, with whatever Swift takes for a semicolon between them",
        arguments: [
            ("cn", "cn", []), ("CN", "cn", []), ("", "", []), (";", "", [""]), ("cn;", "cn", [""]),
            ("CN;Y;X", "cn", ["x", "y"]), ("2.5.4.3", "2.5.4.3", []), ("cn;lang-de", "cn", ["lang-de"]),
            ("Ä", "ä", []), ("Ä;B", "ä", ["b"]), ("cn\u{37E}B", "cn", ["b"]),
            ("cn;\u{301}x", "cn;\u{301}x", []),
        ])
    func descriptions(text: String, name: String, options: [String]) {
        let description = AttributeDescription(text)
        #expect(description.name == name && description.options == options)
    }

    @Test(
        "An attribute is found by what describes it, as its description is equal or a kind of it, and by nothing else"
    )
    func wanted() {
        let texts = [
            "cn", "CN", "Cn", "c", "cnn", "sn", "", ";", "cn;", "cn;x", "CN;X", "cn;x;y", "cn;Y;X", "2.5.4.3",
            "a-b", "A-B",
            "c n", "cn`", "cn\u{1FEF}", "\u{212A}n", "kn", "KN", "cn\u{37E}x", "Ä", "ä", "a\u{308}", "c\u{E}",
            "@n", "`n",
        ]
        for (one, other) in texts.flatMap({ one in texts.map { (one, $0) } }) {
            let (description, asked) = (AttributeDescription(one), AttributeDescription(other))
            #expect(
                WantedAttribute(other).isExactly(description) == (description == asked), "\(one) \(other)")
            #expect(
                WantedAttribute(other).hasKind(description) == description.isKind(of: asked),
                "\(one) \(other)")
        }
    }

    @Test("What is missing or has no values is nothing")
    func nothing() {
        #expect(entry.string("mail") == nil && entry.values("mail").isEmpty && !entry.has("mail"))
        #expect(entry.string("cn") == nil && entry.values("cn").isEmpty && entry.has("cn"))
    }

    @Test("Options are part of the name, in any order; without them, what has some comes last")
    func options() {
        #expect(entry.string("displayName;X-Y;lang-DE") == "Zoë")
        #expect(entry.values("displayName;lang-de").isEmpty)
        #expect(entry.string("displayName;lang-de") == "Zoë" && entry.string("displayName;lang-fr") == nil)
        #expect(entry.valuesWithOptions("displayName").last == Array("Zoë".utf8))
        #expect(entry.has("displayName;x-y") && !entry.has("displayName;lang-en"))
    }

    @Test("Among those with options, fewer come first and then the alphabet decides")
    func order() {
        #expect(entry.valuesWithOptions("givenName") == [[0xFF], [0x31], [0x32], [0x33]])
        #expect(entry.string("givenName") == "1" && entry.strings("givenName").isEmpty)
    }

    @Test("The first attribute of a list that has a text gives it")
    func fallback() {
        #expect(entry.firstString(of: ["mail", "cn", "jpegPhoto", "sn", "givenName", "displayName"]) == "1")
        #expect(entry.firstString(of: ["mail", "sn"]) == nil && entry.firstString(of: []) == nil)
    }
}

@Suite("Entries of a real directory")
struct ShapedEntryTests {
    static let shared = Result { try Slapd.withShapes() }

    private func person(_ uid: String, _ attributes: [String], typesOnly: Bool = false) throws -> Entry {
        let slapd = try Self.shared.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile, timeout: .seconds(30))
        let filter = try Filter.equality("uid", Array(uid.utf8))
        return try #require(
            try directory.withServer { session throws(LDAPError) in
                try session.search(
                    base: Slapd.peopleBase, filter: filter, attributes: attributes, sizeLimit: 2,
                    typesOnly: typesOnly)
            }.entries.first)
    }

    static let names = ["displayName", "cn", "uid"]

    @Test(
        "A name is found however the entry is made",
        arguments: [
            (ShapedPeople.options, "Optia Plain"), (ShapedPeople.onlyOption, "Nur Deutsch"),
            (ShapedPeople.bare, "Bare"),
            (ShapedPeople.blank, "Blank"), (ShapedPeople.invalid, "Invalid"),
        ])
    func name(uid: String, name: String) throws {
        #expect(try person(uid, Self.names).firstString(of: Self.names) == name)
    }

    @Test("A mail that is no UTF-8 is none, and bytes stay bytes")
    func invalid() throws {
        let entry = try person(ShapedPeople.invalid, ["mail", "anyBytes"])
        #expect(entry.string("mail") == nil && entry.values("mail").count == 1)
        #expect(try person(ShapedPeople.control, ["anyBytes"]).string("anyBytes") == nil)
    }

    @Test(
        "A photo of 5 MB that nobody asks for is not sent; asked for by its name only, it is there without its bytes"
    )
    func photo() throws {
        let without = try person(ShapedPeople.bigPicture, Self.names)
        #expect(!without.has("jpegPhoto"))
        let named = try person(ShapedPeople.bigPicture, ["jpegPhoto"], typesOnly: true)
        #expect(named.has("jpegPhoto") && named.values("jpegPhoto").isEmpty)
        #expect(
            try person(ShapedPeople.bigPicture, ["jpegPhoto"]).values("jpegPhoto").first?.count ?? 0
                >= 5_000_000)
    }

    @Test("Ten thousand groups of one person are all there")
    func crowded() throws {
        let entry = try person(ShapedPeople.crowded, ["memberOf"])
        #expect(Set(entry.strings("memberOf")).count == ShapedGroups.many)
    }
}
