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
                values: [[0xC3, 0x28], [], Array("Zoe".utf8)]),
            .init(description: AttributeDescription("jpegPhoto"), values: [[0xFF, 0xD8, 0xFF]]),
            .init(description: AttributeDescription("cn"), values: []),
        ])

    @Test("Names are found in any case")
    func names() {
        #expect(entry.string("DISPLAYNAME") == "Zoe")
        #expect(entry.values("displayname").count == 3)
    }

    @Test("Text is only what is valid UTF-8 and not empty")
    func text() {
        #expect(entry.strings("displayName") == ["Zoe"])
        #expect(entry.string("jpegPhoto") == nil)
        #expect(entry.values("jpegPhoto") == [[0xFF, 0xD8, 0xFF]])
    }

    @Test("What is missing or has no values is nothing")
    func nothing() {
        #expect(entry.string("mail") == nil && entry.values("mail").isEmpty)
        #expect(entry.string("cn") == nil && entry.values("cn").isEmpty)
    }

    @Test("Options are part of the name, in any order, or left out of account, as one asks")
    func options() {
        #expect(entry.string("displayName;X-Y;lang-DE") == "Zoë")
        #expect(entry.values("displayName;lang-de").isEmpty)
        #expect(entry.string("displayName;lang-de") == "Zoë" && entry.string("displayName;lang-fr") == nil)
        #expect(entry.valuesWithOptions("displayName").last == Array("Zoë".utf8))
    }
}
