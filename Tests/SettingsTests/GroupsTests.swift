import Settings
import Testing

@Suite("directory.groups")
struct GroupsTests {
    @Test(
        "Groups are found in exactly one way",
        arguments: [
            Change(
                adding:
                    "  groups: {attribute: memberOf, search: {base: \"ou=g\", filter: \"(member={dn})\"}}",
                "11:33: directory.groups.search: stands beside attribute, and one of them finds the groups: "
                    + "remove the other"),
            Change(
                adding: "  groups: {nested: false}",
                "11:3: directory.groups.attribute: is missing: write attribute: memberOf, or a search"),
            Change(
                adding: "  groups: {attribute: memberOf, nested: yes}",
                "11:41: directory.groups.nested: \"yes\" is neither true nor false: write true or false"),
            Change(
                adding: "  groups: {search: {base: \"ou=g\", filter: \"(member=all)\"}}",
                "11:43: directory.groups.search.filter: the filter finds the same for everybody: "
                    + "put {dn}, {username}, {id} or {uid} into it"),
            Change(
                adding: "  groups: {search: {base: \"ou=g\"}}",
                "11:12: directory.groups.search.filter: is missing: write a filter such as \"(member={dn})\""),
            Change(
                adding: "  groups: {search: {base: \"ou=g\", filter: \"(memberUid={uid})\"}, nested: true}",
                "11:73: directory.groups.nested: groups of groups are found by their DN: "
                    + "put {dn} into search.filter, or write false"),
        ])
    func wrong(change: Change) { #expect(Sample.problems(change.text) == change.expected) }

    @Test("A search for groups takes all four placeholders, and groups of groups")
    func search() throws {
        let filter = "(|(member={dn})(memberUid={username})(memberUid={uid})(x={id}))"
        let text =
            Sample.file
            + "  groups:\n    search: {base: \"ou=g,dc=x\", filter: \"\(filter)\"}\n    nested: true"
        let groups = try Sample.load(text).directory.groups
        #expect(groups.source.words == "search ou=g,dc=x \(filter)")
        #expect(groups.nested.value)
        #expect(groups.nested.line == 13)
    }

    @Test(
        "Groups of groups that the directory itself resolves are a notice",
        arguments: [
            (
                "kind: active-directory",
                "groups: {search: {base: \"dc=x\", filter: \"(member:1.2.840.113556.1.4.1941:={dn})\"}, nested: true}",
                "the rule 1.2.840.113556.1.4.1941 in search.filter follows nested groups already"
            ),
            (
                "kind: freeipa", "groups: {nested: true}",
                "the directory writes nested groups into memberOf itself"
            ),
        ])
    func superfluous(kind: String, groups: String, reason: String) throws {
        let text = Sample.file.replacing("directory:\n", with: "directory:\n  \(kind)\n") + "  " + groups
        let notices = try Sample.load(text).notices
        #expect(notices.map(\.message) == ["costs searches for nothing: " + reason])
        #expect(notices.map(\.key) == ["directory.groups.nested"])
        #expect(notices.map(\.line) == [12])
    }

    @Test("and are none where they are followed by search")
    func needed() throws {
        #expect(
            try Sample.load(Sample.file + "  groups: {attribute: memberOf, nested: true}").notices.isEmpty)
    }
}
