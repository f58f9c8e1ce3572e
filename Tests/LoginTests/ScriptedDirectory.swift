import Login
import Secrets
import Synchronization

/// A directory that answers as told and counts how often it was asked.
final class ScriptedDirectory: Directory {
    private let verdict: DirectoryAnswer.Verdict
    private let asked = Mutex(0)

    init(_ verdict: DirectoryAnswer.Verdict) { self.verdict = verdict }

    var timesAsked: Int { asked.withLock { $0 } }

    /// Since when the password of the last look-up was to be unchanged.
    let unchangedSince = Mutex<Int?>(nil)

    /// Whether groups were wanted, each time.
    let groupsWanted = Mutex<[Bool]>([])

    func authenticate(
        _ credentials: Credentials, since arrival: ContinuousClock.Instant, readsGroups: Bool,
        gate: ((_ account: String) -> Bool)?, observe: ((DirectoryStep) -> Void)?
    ) -> DirectoryAnswer {
        asked.withLock { $0 += 1 }
        groupsWanted.withLock { $0.append(readsGroups) }
        observe?(.connected(server: "scripted"))
        return DirectoryAnswer(verdict, dn: "uid=alice,dc=example", server: "scripted")
    }

    func lookUp(
        _ session: Session, unchangedSince moment: Int, readsGroups: Bool,
        since arrival: ContinuousClock.Instant
    ) -> DirectoryAnswer {
        asked.withLock { $0 += 1 }
        groupsWanted.withLock { $0.append(readsGroups) }
        unchangedSince.withLock { $0 = moment }
        return DirectoryAnswer(verdict, dn: "uid=alice,dc=example", server: "scripted")
    }
}

extension Credentials {
    static func typed(_ username: String, _ password: String) -> Credentials {
        Credentials(username: username, password: SecretBytes(copying: Array(password.utf8)))
    }
}

extension Account {
    static func alice(in groups: [String]) -> Account {
        Account(
            dn: "uid=alice,dc=example", id: "alice", name: "Alice", email: nil,
            groups: Set(groups.map(Group.init(normalizedName:))))
    }
}
