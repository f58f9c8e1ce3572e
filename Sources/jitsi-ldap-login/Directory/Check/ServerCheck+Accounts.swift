internal import LDAP
internal import Settings

/// Whether accounts are where the configuration says, and what of them may be read.
extension ServerCheck {
    /// So many accounts are looked at; a directory may have any number.
    private static let most = 1000

    /// - Returns: whether somebody can be searched for.
    func checkAccounts(_ inspected: InspectedServer, _ root: RootEntry) -> Bool {
        // Both are there wherever a service searches.
        guard let finder = check.parts.finder, findBase(finder.base, inspected, root) else { return false }
        checkMatches(finder, inspected)
        return true
    }

    private func checkMatches(_ finder: AccountFinder, _ inspected: InspectedServer) {
        let found: SearchResult
        do throws(LDAPError) {
            // No values: thousands of groups, or a photo, are not needed to know that they are there.
            found = try inspected.search(
                base: finder.base, filter: finder.filter.presence, attributes: interesting,
                sizeLimit: Self.most, typesOnly: true)
        } catch {
            recorder.fail(error, "accounts could not be searched for")
            return
        }
        let count = (found.isComplete ? "" : "at least ") + Count.of(found.entries.count, "account")
        guard !found.entries.isEmpty else {
            recorder.fail(
                .configuration, "no account below \(finder.base) could match directory.users.filter",
                details: ["searched for \(finder.filter.presence)"],
                advice: [
                    "check object classes and attributes of the filter, and that the service account may read them"
                ])
            return
        }
        recorder.ok("\(count) could match directory.users.filter")
        checkComputers(finder, inspected)
        checkAttributes(of: found.entries)
    }

    /// In Active Directory a computer is a user by its object classes, with a password of its own.
    private func checkComputers(_ finder: AccountFinder, _ inspected: InspectedServer) {
        guard check.configuration.directory.kind?.value == .activeDirectory else { return }
        guard let isComputer = try? Filter.equality("objectClass", Array("computer".utf8)) else { return }
        let computers = Filter.all([finder.filter.presence, isComputer])
        do throws(LDAPError) {
            let found = try inspected.search(
                base: finder.base, filter: computers, attributes: [], sizeLimit: Self.most)
            guard !found.entries.isEmpty else { return }
            let many = found.entries.count > 1
            recorder.warn(
                (found.isComplete ? "" : "at least ") + (many ? Count.text(found.entries.count) : "one")
                    + " of them " + (many ? "are computers" : "is a computer") + ", which could sign in, too",
                advice: ["put (objectCategory=person) into directory.users.filter"])
        } catch {
            recorder.fail(error, "computers could not be searched for")
        }
    }

    private func findBase(_ base: String, _ inspected: InspectedServer, _ root: RootEntry) -> Bool {
        do throws(LDAPError) {
            if try inspected.entry(at: base, filter: .anything, attributes: []) != nil {
                recorder.ok("directory.users.base is there: \(base)")
                return true
            }
            recorder.fail(
                .configuration,
                "directory.users.base is not there, or hidden from the service account: \(base)",
                details: root.namingContexts.map { "the server holds \($0)" },
                advice: ["correct directory.users.base, or let the service account read below it"])
        } catch {
            recorder.fail(error, "directory.users.base could not be read: \(base)")
        }
        return false
    }

    /// The attributes whose presence tells something.
    private var interesting: [String] {
        check.parts.reader.attributes + (photo.map { [$0] } ?? [])
    }

    /// The attribute of the picture, where the entry has it.
    private var photo: String? {
        let written = check.configuration.directory.users.attributes.avatar?.value
        return written.flatMap { $0.contains("://") ? nil : $0 }
    }

    private func checkAttributes(of entries: [Entry]) {
        let reader = check.parts.reader
        func count(_ names: [String]) -> Int {
            entries.count { entry in names.contains { entry.has($0) } }
        }
        let number = entries.count
        func share(_ count: Int) -> String {
            count == number ? "all" : count == 0 ? "none" : "\(Count.text(count)) of \(Count.text(number))"
        }
        let withID = count([reader.id])
        var parts = ["\(reader.id) of \(share(withID))"]
        for (what, names) in [("a name", reader.name), ("a mail address", reader.email)] where !names.isEmpty
        {
            parts.append("\(what) (\(names.joined(separator: ", "))) of \(share(count(names)))")
        }
        if let photo { parts.append("\(photo) of \(share(count([photo])))") }
        let text = "the service account can read " + parts.joined(separator: "; ")
        if withID == 0 {
            recorder.fail(
                .configuration, text,
                advice: [
                    "without \(reader.id) nobody can sign in: correct directory.users.attributes.id, or let the service account read it"
                ])
        } else if withID < number {
            recorder.warn(
                text,
                advice: ["whoever has no \(reader.id) cannot sign in: see directory.users.attributes.id"])
        } else if !reader.name.isEmpty, count(reader.name) == 0 {
            recorder.warn(
                text, advice: ["correct directory.users.attributes.name: nobody has a name in the meeting"])
        } else {
            recorder.ok(text)
        }
        checkGroupAttribute(number, count)
    }

    /// Where groups are listed in the entries.
    private func checkGroupAttribute(_ number: Int, _ count: ([String]) -> Int) {
        switch check.parts.reader.groups.lookup.source {
        case .search: break
        case .attribute(let name):
            let members = count([name])
            guard members == 0 else {
                recorder.ok(
                    "\(Count.text(members)) of \(Count.of(number, "account")) \(members == 1 ? "has" : "have") groups in \(name)"
                )
                return
            }
            recorder.warn(
                "no account has \(name): nobody would be in any group",
                advice: [
                    "the directory keeps no such list (OpenLDAP: the memberof overlay), or the service account may not read it: "
                        + "directory.groups.search finds groups without it"
                ])
        case .matchingRule:
            guard count(["objectSid"]) < number || count(["primaryGroupID"]) < number else { return }
            recorder.warn(
                "objectSid and primaryGroupID cannot be read of every account",
                advice: ["let the service account read them: they tell the primary group"])
        }
    }
}
