internal import LDAP

extension InspectedServer: DirectorySearcher {}

/// Looks at one server: the way to it, what it is, and whether the configuration fits what is in it.
///
/// Its files are its chapters. Each step builds on those before; where one fails that others need, they are left out.
struct ServerCheck {
    let server: DirectoryServer
    let check: DirectoryCheck
    let recorder: CheckRecorder

    /// - Returns: what the server says of the person, where it was asked for one and could answer.
    func run() -> PersonFinding? {
        let inspected: InspectedServer
        do throws(LDAPConfigurationError) {
            // Without a service account nobody searches; what the server tells everybody can be read all the same.
            inspected = try InspectedServer(
                server, trust: check.parts.access.trust,
                account: check.hasService ? check.parts.access.account : .anonymous,
                timeout: check.parts.access.timeout)
        } catch {
            recorder.fail(.configuration, error.description, advice: [])
            return nil
        }
        guard findAddresses(inspected), reach(inspected), checkEncryption() else { return nil }
        guard check.hasService else {
            readRoot(inspected, isNeeded: false)
            recorder.skip(
                "not checked: accounts and groups, as there is no service account (directory.bind.as-user); "
                    + "try-login does it as the person")
            return nil
        }
        guard bind(inspected), let root = readRoot(inspected, isNeeded: true) else { return nil }
        let hasBase = checkAccounts(inspected, root)
        checkGroupSource(inspected)
        checkAccessGroups(inspected, root)
        guard let person = check.person else { return nil }
        guard hasBase else {
            recorder.skip("not checked: \(person), as accounts cannot be searched for")
            return nil
        }
        return look(for: person, on: inspected)
    }
}
