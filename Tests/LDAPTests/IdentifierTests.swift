import TestSupport
import Testing

@testable import LDAP

@Suite("Identifiers")
struct IdentifierTests {
    private func entry(_ name: String, _ values: [UInt8]...) -> Entry {
        Entry(dn: "cn=a", attributes: [.init(description: AttributeDescription(name), values: values)])
    }

    @Test("An objectGUID is the text that Active Directory's tools show")
    func guid() {
        let bytes: [UInt8] = [
            0xE0, 0x04, 0x25, 0x3F, 0x89, 0x4F, 0xD3, 0x11, 0x9A, 0x0C, 0x03, 0x05, 0xE8, 0x2C, 0x33, 0x01,
        ]
        let text = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
        #expect(entry("objectGUID", bytes).uuid("objectguid") == text)
        // 16 bytes that happen to be text are bytes all the same.
        #expect(
            entry("objectGUID", Array("0123456789abcdef".utf8)).uuid("objectGUID")
                == "33323130-3534-3736-3839-616263646566")
    }

    @Test("An identifier that is text stays as it is")
    func text() {
        for text in ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "3F2504E0-4F89-11D3-9A0C-0305E82C3301"] {
            #expect(entry("entryUUID", Array(text.utf8)).uuid("entryUUID") == text)
        }
    }

    @Test(
        "Anything else is none",
        arguments: [
            "", "alice", "3f2504e0-4f89-11d3-9a0c-0305e82c330", "3f2504e0-4f89-11d3-9a0c-0305e82c33011",
            "3f2504e04f8911d39a0c0305e82c3301", "3f2504e0-4f89-11d3-9a0c-0305e82c330g",
            "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}",
            "３f2504e0-4f89-11d3-9a0c-0305e82c3301",
        ])
    func none(text: String) {
        #expect(entry("entryUUID", Array(text.utf8)).uuid("entryUUID") == nil)
        #expect(entry("entryUUID").uuid("entryUUID") == nil && entry("x").uuid("entryUUID") == nil)
    }

    @Test("A server's entryUUID is one")
    func real() throws {
        let slapd = try Shared.slapd.get()
        let directory = try DirectoryServers(
            at: [slapd.ldapsAddress], authority: slapd.certificateAuthorityFile)
        let alice = try #require(try directory.find("alice", attributes: ["entryUUID"]).first)
        #expect(alice.uuid("entryUUID") == alice.string("entryUUID") && alice.uuid("entryUUID") != nil)
    }

    /// S-1-5-21-1004336348-1177238915-682003330-512, from [MS-DTYP].
    private static let administrators: [UInt8] = [
        1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 0xDC, 0xF4, 0xDC, 0x3B, 0x83, 0x3D, 0x2B, 0x46, 0x82, 0x8B, 0xA6,
        0x28, 0, 2, 0,
        0,
    ]

    @Test("A security identifier is read from its bytes, and written as bytes and as text")
    func sid() throws {
        let sid = try #require(entry("objectSid", Self.administrators).securityIdentifier("objectSid"))
        #expect(sid.description == "S-1-5-21-1004336348-1177238915-682003330-512")
        #expect(sid.bytes == Self.administrators)
    }

    @Test("A person's primary group is the domain's identifier with another number")
    func primaryGroup() throws {
        let person = try #require(
            SecurityIdentifier(bytes: [
                1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0x51, 4, 0, 0,
            ]))
        #expect(person.description == "S-1-5-21-1-2-3-1105")
        #expect(person.withRelativeID(513).description == "S-1-5-21-1-2-3-513")
        #expect(person.withRelativeID(.max).bytes.suffix(4) == [0xFF, 0xFF, 0xFF, 0xFF])
        let filter = try Filter.equality("objectSid", person.withRelativeID(513).bytes)
        #expect(
            filter.description == "(objectSid=\\01\\05\\00\\00\\00\\00\\00\\05\\15\\00\\00\\00"
                + "\\01\\00\\00\\00\\02\\00\\00\\00\\03\\00\\00\\00\\01\\02\\00\\00)")
    }

    @Test(
        "An authority is written in decimal, and from 2^32 on in hexadecimal",
        arguments: [
            ([0, 0, 0xFF, 0xFF, 0xFF, 0xFF], "S-1-4294967295-7"),
            ([0, 1, 0, 0, 0, 0], "S-1-0x000100000000-7"),
            ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "S-1-0xFFFFFFFFFFFF-7"),
        ] as [([UInt8], String)])
    func authority(authority: [UInt8], text: String) throws {
        let bytes: [UInt8] = [1, 1] + authority + [7, 0, 0, 0]
        let sid = try #require(SecurityIdentifier(bytes: bytes))
        #expect(sid.description == text && sid.bytes == bytes)
    }

    @Test(
        "What is no security identifier is none",
        arguments: [
            [], [1], [1, 0, 0, 0, 0, 0, 0, 5], [2, 1, 0, 0, 0, 0, 0, 5, 1, 0, 0, 0],
            [1, 1, 0, 0, 0, 0, 0, 5, 1, 0, 0],
            [1, 1, 0, 0, 0, 0, 0, 5, 1, 0, 0, 0, 0], [1, 2, 0, 0, 0, 0, 0, 5, 1, 0, 0, 0],
            [1, 16, 0, 0, 0, 0, 0, 5] + [UInt8](repeating: 1, count: 64),
        ] as [[UInt8]])
    func noBytes(bytes: [UInt8]) {
        #expect(SecurityIdentifier(bytes: bytes) == nil)
    }
}
