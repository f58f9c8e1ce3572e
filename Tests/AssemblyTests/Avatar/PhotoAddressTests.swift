import Foundation
import Secrets
import Testing

@testable import jitsi_ldap_login

@Suite("The address of a photo")
struct PhotoAddressTests {
    private static func addresses(key: UInt8...) throws -> AvatarAddresses {
        let file = key.map { Data(repeating: $0, count: 32).base64EncodedString() }.joined(separator: "\n")
        return AvatarAddresses(
            origin: "https://meet.example.org:8443", source: .photo(attribute: "jpegPhoto"),
            keys: try SealingKeys(parsing: SecretBytes(copying: Array(file.utf8))))
    }

    private let addresses: AvatarAddresses
    private let alice = AvatarFacts(
        dn: "uid=alice,ou=people,dc=example,dc=org", id: "alice", hasPhoto: true, version: "20261121120000Z")

    init() throws { addresses = try Self.addresses(key: 1) }

    private func sealed(_ address: String?) throws -> Substring {
        try #require(address).dropFirst("https://meet.example.org:8443/_login/avatar/".count)
    }

    @Test("is on our host, says nothing of the person, and leads back to the entry")
    func form() throws {
        let address = try #require(addresses.address(for: alice))
        #expect(address.hasPrefix("https://meet.example.org:8443/_login/avatar/"))
        #expect(HTTPSAddress.isOne(address) && !address.contains("alice"))
        let name = addresses.photo(sealed: try sealed(address))
        #expect(name == PhotoName(dn: alice.dn, version: "20261121120000Z"))
    }

    @Test("stays the same while the entry does, on every host with the key, and is another after a change")
    func stable() throws {
        let address = addresses.address(for: alice)
        #expect(addresses.address(for: alice) == address)
        #expect(try Self.addresses(key: 1).address(for: alice) == address)
        var changed = alice
        changed.version = "20261121120001Z"
        #expect(addresses.address(for: changed) != address)
        changed.version = nil
        #expect(addresses.address(for: changed) != nil && addresses.address(for: changed) != address)
    }

    @Test("opens while its key is in the file, and not after")
    func rotation() throws {
        let sealed = try sealed(addresses.address(for: alice))
        #expect(try Self.addresses(key: 2, 1).photo(sealed: sealed)?.dn == alice.dn)
        #expect(try Self.addresses(key: 2).photo(sealed: sealed) == nil)
    }

    @Test("is none of somebody without a photo, and of an entry whose name is too long")
    func none() {
        var facts = alice
        facts.hasPhoto = false
        #expect(addresses.address(for: facts) == nil)
        for (count, isThere) in [(600, true), (700, false), (10_000, false)] {
            let dn = "cn=" + String(repeating: "x", count: count)
            #expect((addresses.address(for: AvatarFacts(dn: dn, id: "x", hasPhoto: true)) != nil) == isThere)
        }
        for dn in ["", "uid=a\0b"] {
            #expect(addresses.address(for: AvatarFacts(dn: dn, id: "x", hasPhoto: true)) == nil)
        }
    }

    @Test("that was sealed for something else leads nowhere, and so does one without its two parts")
    func foreign() throws {
        let file = Data(repeating: 1, count: 32).base64EncodedString()
        let keys = try SealingKeys(parsing: SecretBytes(copying: Array(file.utf8)))
        let plaintext = try #require(PhotoName(dn: alice.dn, version: "1")).bytes
        #expect(addresses.photo(sealed: Substring(try keys.seal(plaintext, purpose: "session"))) == nil)
        for (bytes, isThere) in [
            (plaintext, true), ([0x61], false), ([0], false), ([0x61, 0, 0x62, 0], false),
            ([0xff, 0, 0x61], false), ([], false),
        ] as [([UInt8], Bool)] {
            let sealed = try keys.seal(bytes, purpose: "avatar photo")
            #expect((addresses.photo(sealed: sealed[...]) != nil) == isThere)
        }
    }
}
