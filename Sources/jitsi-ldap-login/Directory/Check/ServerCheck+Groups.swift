internal import LDAP
internal import Settings

/// Whether groups can be found, and whether those of `access` and `rooms` are there.
extension ServerCheck {
    private static let most = 1000

    /// Where groups are searched for, there are some.
    func checkGroupSource(_ inspected: InspectedServer) {
        let base: String
        let filter: Filter
        switch check.parts.reader.groups.lookup.source {
        case .attribute: return
        case .search(let below, let template): (base, filter) = (below, template.presence)
        case .matchingRule(let below, let chain): (base, filter) = (below, chain.presence)
        }
        do throws(LDAPError) {
            guard try inspected.entry(at: base, filter: .anything, attributes: []) != nil else {
                recorder.fail(
                    .configuration, "the base of directory.groups is not there, or hidden: \(base)",
                    advice: [Self.base("correct")])
                return
            }
            let found = try inspected.search(
                base: base, filter: filter, attributes: [], sizeLimit: Self.most)
            guard !found.entries.isEmpty else {
                recorder.warn(
                    "no group below \(base) could match: nobody would be in any group",
                    details: ["searched for \(filter)"],
                    advice: [
                        "check directory.groups.search, and that the service account may read groups and their members"
                    ])
                return
            }
            let count = (found.isComplete ? "" : "at least ") + Count.of(found.entries.count, "group")
            recorder.ok("\(count) with members can be found below \(base)")
        } catch {
            recorder.fail(error, "groups could not be searched for below \(base)")
        }
    }

    /// Each group of `access` and `rooms` is there, is a group, and can be found as somebody's.
    func checkAccessGroups(_ inspected: InspectedServer, _ root: RootEntry) {
        let configuration = check.configuration
        var good: [String] = []
        var near: NearGroups?
        let groups = NamedGroup.all(of: configuration)
        for group in groups.prefix(Self.most) {
            do throws(LDAPError) {
                guard
                    let entry = try inspected.entry(
                        at: group.dn, filter: .anything, attributes: ["objectClass"])
                else {
                    let known = near ?? NearGroups(on: inspected, below: searchBase(root))
                    near = known
                    reportMissing(group.description, near: known.names(like: group.dn))
                    continue
                }
                if reportStranger(entry, group.description) { good.append(group.description) }
            } catch {
                recorder.fail(error, "\(group) could not be read")
            }
        }
        if groups.count > Self.most {
            recorder.skip("not checked: \(Count.of(groups.count - Self.most, "further group")) of rooms")
        }
        let sections = configuration.rooms.isEmpty ? "access" : "access and rooms"
        if !good.isEmpty {
            recorder.ok(
                good.count == 1
                    ? "the group of \(sections) is there" : "\(good.count) groups of \(sections) are there",
                details: Array(good.prefix(20)) + (good.count > 20 ? ["…"] : []))
        }
        if configuration.access.moderators.isEmpty,
            !configuration.rooms.contains(where: { $0.moderators != nil })
        {
            recorder.warn(
                "access.moderators is empty: nobody moderates by their groups",
                advice: [
                    "name a group in access.moderators, unless whoever comes first is to moderate (jicofo's enable-auto-owner)"
                ])
        }
    }

    private func reportMissing(_ name: String, near: [String]) {
        recorder.fail(
            .configuration, "\(name) is not there, or hidden from the service account",
            details: near.map { "there is \($0)" },
            advice: [
                near.isEmpty ? "correct the DN, or make the group" : "is one of these meant? Correct the DN"
            ])
    }

    /// - Returns: whether nothing is strange about the group.
    private func reportStranger(_ entry: Entry, _ name: String) -> Bool {
        let classes = entry.strings("objectClass")
        // A server that hides the classes shows no group by that.
        guard classes.isEmpty || classes.contains(where: GroupClass.isOne) else {
            recorder.warn(
                "\(name) is no group, but \(classes.joined(separator: ", "))",
                advice: ["name a group: nobody is a member of anything else"])
            return false
        }
        guard let base = groupsBase, let own = entry.name,
            let top = try? DistinguishedName(parsing: base), !own.isBelow(top)
        else { return true }
        recorder.warn(
            "\(name) lies outside of \(base), where groups are searched for: nobody is found in it",
            advice: [Self.base("widen")])
        return false
    }

    private static func base(_ verb: String) -> String {
        "\(verb) directory.groups.search.base; where it is not written, it follows from directory.users.base"
    }

    /// Where groups are searched for; nil where accounts list them.
    private var groupsBase: String? {
        switch check.parts.reader.groups.lookup.source {
        case .attribute: nil
        case .search(let base, _), .matchingRule(let base, _): base
        }
    }

    /// Where somebody would look for a group whose name is mistyped: in the whole tree that people are in.
    private func searchBase(_ root: RootEntry) -> String {
        guard let written = check.parts.finder?.base, let base = try? DistinguishedName(parsing: written)
        else {
            return groupsBase ?? ""
        }
        let context = root.namingContexts.first { context in
            (try? DistinguishedName(parsing: context)).map { base.isBelow($0) } ?? false
        }
        return context ?? base.suffix ?? written
    }
}
