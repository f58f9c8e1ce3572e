import Settings
import Testing

@Suite("directory.users.attributes")
struct AttributesTests {
    @Test(
        "Names of attributes are checked, one or a list",
        arguments: [
            Change(
                adding: "    attributes: {id: [uid, cn]}",
                "11:22: directory.users.attributes.id: is a list: it wants one value"),
            Change(
                adding: "    attributes: {id: uid, name: [displayName, \"a b\"]}",
                "11:47: directory.users.attributes.name: \"a b\" is not the name of an attribute: "
                    + "write one such as uid or displayName"),
            Change(
                adding: "    attributes: {id: uid, name: [cn, uid, CN]}",
                "11:43: directory.users.attributes.name: \"CN\" is there twice: remove one"),
            Change(
                adding: "    attributes: {id: uid, email: [a, b, c, d, e, f, g, h, i]}",
                "11:34: directory.users.attributes.email: has more than 8 attributes: keep the first"),
            Change(
                adding: "    attributes: {id: uid, email: {a: b}}",
                "11:34: directory.users.attributes.email: is a section with keys: it wants a list, [one, another]"
            ),
            Change(
                adding: "    attributes: {id: uid, avatar: [jpegPhoto]}",
                "11:35: directory.users.attributes.avatar: is a list: it wants one value"),
            Change(
                adding: "    attributes: {id: uid, picture: jpegPhoto}",
                "11:27: directory.users.attributes.picture: is unknown: "
                    + "directory.users.attributes knows id, name, email, avatar"),
        ])
    func wrong(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test(
        "An attribute that holds passwords is none to be shown",
        arguments: [
            ("id", "userPassword"), ("name", "[cn, unicodePwd]"), ("email", "USERPASSWORD;x-a"),
            ("email", "2.5.4.35"), ("avatar", "userPassword"), ("avatar", "krbPrincipalKey"),
        ])
    func secrets(key: String, written: String) {
        let id = key == "id" ? "" : "id: uid, "
        let text = Sample.file + "    attributes: {\(id)\(key): \(written)}"
        let problems = Sample.problems(text)
        #expect(problems.count == 1 && problems.allSatisfy { $0.contains("holds passwords") }, "\(problems)")
    }

    @Test("A fallback list keeps its order, and [] tells nothing")
    func lists() throws {
        let attributes = try Sample.load(
            Sample.file + "    attributes: {id: uid, name: [displayName, cn, uid], email: []}"
        ).directory.users.attributes
        #expect(attributes.name.map(\.value) == ["displayName", "cn", "uid"])
        #expect(attributes.name.map(\.column) == [34, 47, 51])
        #expect(attributes.email.isEmpty)
    }

    @Test(
        "A picture is an attribute or an https address with placeholders behind its host",
        arguments: [
            "jpegPhoto", "thumbnailPhoto", "photo;binary",
            "https://seccdn.libravatar.org/avatar/{email-sha256}?d=identicon&s=200",
            "https://www.gravatar.com/avatar/{email-md5}", "https://example.org/{id}/{email-sha256}.jpg",
        ])
    func avatars(written: String) throws {
        let text = Sample.file + "    attributes:\n      id: uid\n      avatar: \(written)"
        #expect(try Sample.load(text).directory.users.attributes.avatar?.value == written)
    }

    @Test(
        "and nothing else",
        arguments: [
            (
                "http://example.org/{id}",
                "\"http://example.org/{id}\" is neither an attribute nor an https:// address: "
                    + "write one such as jpegPhoto or https://seccdn.libravatar.org/avatar/{email-sha256}"
            ),
            (
                "\"javascript:alert({id})\"",
                "\"javascript:alert({id})\" is neither an attribute nor an https:// address: "
                    + "write one such as jpegPhoto or https://seccdn.libravatar.org/avatar/{email-sha256}"
            ),
            (
                "https://example.org/{email}",
                "\"{email}\" is not filled in here: write {id}, {email-sha256} or {email-md5}"
            ),
            (
                "https://example.org/{id",
                "a { is not closed: write {id}, {email-sha256} or {email-md5}"
            ),
            (
                "https://{id}.example.org/",
                "\"https://{id}.example.org/\" has a placeholder in its host: put it behind the host"
            ),
            (
                "https://example.org:{id}/",
                "\"https://example.org:{id}/\" has a placeholder in its host: put it behind the host"
            ),
            ("https:///{id}", "\"https:///{id}\" has no host: write one behind https://"),
            (
                "'https://example.org/{id}\"'",
                "\"https://example.org/{id}\"\" has a character that an address cannot hold: write it as %xx"
            ),
            (
                "https://example.org/logo.png",
                "\"https://example.org/logo.png\" is the same picture for everybody: "
                    + "put {id}, {email-sha256} or {email-md5} into it"
            ),
            ("a_photo", "\"a_photo\" is not the name of an attribute: write one such as uid or displayName"),
        ])
    func wrongAvatars(written: String, problem: String) {
        let text = Sample.file + "    attributes:\n      id: uid\n      avatar: \(written)"
        #expect(Sample.problems(text) == ["13:15: directory.users.attributes.avatar: \(problem)"])
    }
}
