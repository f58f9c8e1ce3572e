import Settings
import TestSupport
import Testing

/// `token.further-keys`: public keys beside that of the signing key.
@Suite("token.further-keys")
struct FurtherKeysTests {
    private static let file = "/etc/hostname"

    /// The sample with RS256 and these items; the list begins in line 9.
    private static func text(_ items: String, algorithm: String = "RS256") -> String {
        Sample.file.replacing(
            "  app-id: meet\n",
            with: """
                  app-id: meet
                  algorithm: \(algorithm)
                  key-file: token-key
                  key-id: login-2026
                  further-keys:
                \(items)

                """)
    }

    private static func item(_ id: String, _ file: String = file) -> String {
        "    - {key-id: \(id), public-key-file: \(file)}"
    }

    @Test("None are published beside the signing key unless they are written")
    func absent() throws {
        #expect(try Sample.load().token.furtherKeys.isEmpty)
        #expect(try Sample.load(Self.text("    []")).token.furtherKeys.isEmpty)
    }

    @Test("Each has an id and a file, which may be relative to the configuration's folder")
    func read() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "old.pem")
        let path = try folder.write(
            Self.text(Self.item("a", "old.pem") + "\n" + Self.item("b")), to: "c.yaml")
        let keys = try Configuration.load(path: path, environment: [:]).token.furtherKeys
        #expect(keys.map(\.id.value) == ["a", "b"])
        #expect(keys.map(\.file.value) == [folder.file("old.pem"), Self.file])
    }

    @Test("Eight are enough for anybody, and ids are unique")
    func bounds() {
        let eight = (1...8).map { Self.item("k\($0)") }.joined(separator: "\n")
        #expect(Sample.problems(Self.text(eight)) == [])
        #expect(
            Sample.problems(Self.text(eight + "\n" + Self.item("k9"))) == [
                "9:5: token.further-keys: has more than 8 keys: keep those whose tokens are still good"
            ])
        #expect(
            Sample.problems(
                Self.text([Self.item("a"), Self.item("b"), Self.item("a")].joined(separator: "\n")))
                == [
                    "11:16: token.further-keys.key-id: \"a\" is there twice: every key has an id of its own"
                ])
        #expect(
            Sample.problems(Self.text(Self.item("login-2026"))) == [
                "9:16: token.further-keys.key-id: is token.key-id, which is published anyway: "
                    + "remove the item, or write its own id"
            ])
    }

    @Test(
        "What cannot be right is reported",
        arguments: [
            (
                "    - {key-id: a}",
                "9:7: token.further-keys.public-key-file: is missing: name the PEM file of the public key"
            ),
            (
                "    - {public-key-file: /etc/hostname}",
                "9:7: token.further-keys.key-id: is missing: write the kid of the tokens that it checks"
            ),
            (
                "    - {key-id: a, public-key-file: /nowhere.pem}",
                "9:36: token.further-keys.public-key-file: \"/nowhere.pem\" does not exist: "
                    + "put the file there, or correct the path"
            ),
            (
                "    - {key-id: a, key-file: token-key-2}",
                "9:19: token.further-keys.key-file: is unknown here: a key that does not sign is published from its "
                    + "public half, write public-key-file"
            ),
            (
                "    - {key-id: a, public-key-file: \"-----BEGIN PUBLIC KEY-----\"}",
                "9:36: token.further-keys.public-key-file: this is a key itself: "
                    + "put it into a file of its own, and name that file"
            ),
            (
                "    - old.pem",
                "9:7: token.further-keys: holds one value: an item has keys such as key-id: of its own"
            ),
            (
                "    key-id: a",
                "9:5: token.further-keys: is a section with keys: it wants a list, and in each item keys such as key-id:"
            ),
        ])
    func problems(items: String, expected: String) {
        #expect(Sample.problems(Self.text(items)) == [expected])
    }

    @Test("With a shared secret there is nothing to publish, and the list is a notice")
    func sharedSecret() throws {
        let notices = try Sample.load(Self.text(Self.item("a"), algorithm: "HS256")).notices
        #expect(
            notices.map(\.description) == [
                "6:3: token.key-file: is not used with HS256", "7:3: token.key-id: is not used with HS256",
                "8:3: token.further-keys: is not used with HS256",
            ])
        let silent = Sample.file.replacing(
            "  app-id: meet\n", with: "  app-id: meet\n  further-keys:\n\(Self.item("a"))\n")
        #expect(
            Sample.problems(silent) == [
                "5:3: token.further-keys: is not used with HS256, the default: write algorithm: RS256, or remove the key"
            ])
    }
}
