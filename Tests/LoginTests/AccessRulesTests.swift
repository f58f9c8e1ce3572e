import Login
import Testing

@Suite("The access rules")
struct AccessRulesTests {
    private static func groups(_ names: [String]) -> Set<Group> {
        Set(names.map(Group.init(normalizedName:)))
    }

    @Test(
        "let in whom they should, as what they should",
        arguments: [
            (allowed: [String](), moderators: [String](), groups: ["any"], role: Role.member as Role?),
            (allowed: [], moderators: ["leads"], groups: [], role: .member),
            (allowed: ["staff"], moderators: ["leads"], groups: ["staff"], role: .member),
            (allowed: ["staff"], moderators: ["leads"], groups: ["staff", "leads"], role: .moderator),
            (allowed: ["staff"], moderators: ["leads"], groups: ["leads"], role: nil),
            (allowed: ["staff"], moderators: ["leads"], groups: ["pupils"], role: nil),
            (allowed: ["staff"], moderators: [], groups: [], role: nil),
        ])
    func roles(row: (allowed: [String], moderators: [String], groups: [String], role: Role?)) {
        let rules = AccessRules(allowed: Self.groups(row.allowed), moderators: Self.groups(row.moderators))
        #expect(rules.role(in: Self.groups(row.groups)) == row.role)
    }

    @Test("name the groups that let somebody in and make them a moderator, and no others")
    func grounds() {
        let rules = AccessRules(
            allowed: Self.groups(["staff", "guests"]), moderators: Self.groups(["leads"]))
        let leads = rules.grounds(in: Self.groups(["staff", "leads", "pupils"]))
        #expect(leads.entry == Self.groups(["staff"]) && leads.moderation == Self.groups(["leads"]))
        let nobody = rules.grounds(in: Self.groups(["pupils"]))
        #expect(nobody.entry.isEmpty && nobody.moderation.isEmpty)
    }
}
