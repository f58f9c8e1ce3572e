internal import LDAP
internal import Login

/// Somebody looked up without their password.
extension ServerCheck {
    /// - Returns: nil where the server did not answer.
    func look(for person: String, on inspected: InspectedServer) -> PersonFinding? {
        guard let finder = check.parts.finder else { return nil }
        do throws(LDAPError) {
            var filters: [String] = []
            let found = try finder.find(person, on: inspected) { step in
                switch step {
                case .searched(let filter, _): filters.append("searched for \(filter)")
                case .foreignDomain(let domain):
                    filters.append("the domain \(domain) is not that of directory.users.base")
                default: break
                }
            }
            switch found {
            case .nobody:
                recorder.fail(
                    .nobody, "nobody matches \(person)", details: filters,
                    advice: [
                        "is the person below \(finder.base)? Does directory.users.filter use the right attributes? "
                            + "May the service account read them?"
                    ])
                return finding(.nobody)
            case .several:
                recorder.fail(
                    .nobody, "more than one entry matches \(person)", details: filters,
                    advice: ["make directory.users.filter stricter"])
                return finding(.several)
            case .entry(let entry):
                recorder.ok("\(person) is \(entry.dn)")
                return try read(entry, of: person, on: inspected)
            }
        } catch {
            recorder.fail(error, "\(person) could not be looked up")
            return nil
        }
    }

    private func read(
        _ entry: Entry, of person: String, on inspected: InspectedServer
    ) throws(LDAPError) -> PersonFinding {
        let states = try checkState(of: entry, on: inspected)
        switch try check.parts.reader.account(
            of: entry, username: person, on: inspected, readsGroups: true, observe: nil)
        {
        case .failure(let unusable):
            recorder.fail(.configuration, unusable.problem, advice: [])
            return finding(.unusable)
        case .success(let account):
            recorder.ok(
                "id \(account.id), name \(account.name ?? "-"), email \(account.email ?? "-")")
            let groups = account.groups.map(\.normalizedName).sorted()
            recorder.ok(
                "in \(groups.isEmpty ? "no group" : Count.of(groups.count, "group"))",
                details: Array(groups.prefix(100)) + (groups.count > 100 ? ["…"] : []))
            let role = check.rules.role(in: account.groups)
            report(role, of: account, groups)
            return finding(.account(account, role: role, states: states))
        }
    }

    private func finding(_ outcome: PersonFinding.Outcome) -> PersonFinding {
        PersonFinding(server: server.address.description, outcome: outcome)
    }

    private func checkState(
        of entry: Entry, on inspected: InspectedServer
    ) throws(LDAPError) -> [String] {
        let own = try inspected.entry(
            at:
                entry.dn, filter: .anything, attributes: AccountCondition.attributes)
        let states = own.map(AccountCondition.words) ?? []
        if states.isEmpty {
            recorder.ok("nothing that can be read speaks against the account")
        } else {
            recorder.warn(
                "the account: " + states.joined(separator: "; "),
                advice: ["the directory decides at the bind: try-login shows what it says"])
        }
        return states
    }

    private func report(_ role: Role?, of account: Account, _ groups: [String]) {
        switch role {
        case .some(let role):
            recorder.ok("may enter as \(role.rawValue)" + RoleGrounds.words(role, account, check.rules))
        case nil:
            recorder.warn(
                "may not enter: is in no group of access.allow",
                advice: ["add one of the groups above to access.allow, or the account to a group"])
        }
    }
}

/// Why somebody has a role.
enum RoleGrounds {
    /// Such as `, as a member of cn=moderators,…`; empty where no group was needed.
    static func words(_ role: Role, _ account: Account, _ rules: AccessRules) -> String {
        let grounds = rules.grounds(in: account.groups)
        let groups = role == .moderator ? grounds.moderation : grounds.entry
        guard let first = groups.map(\.normalizedName).min() else { return "" }
        let more = groups.count - 1
        return ", being in \(first)" + (more > 0 ? " and \(Count.of(more, "other"))" : "")
    }
}
