internal import Foundation
internal import LDAP
internal import Settings

/// What the server is, and what time it has.
extension ServerCheck {
    /// Beyond so many seconds one of the two clocks is wrong.
    private static let clockTolerance = 30.0

    /// - Parameter isNeeded: whether it is a failure where nobody may read it.
    /// - Returns: nil where the server does not answer.
    @discardableResult
    func readRoot(_ inspected: InspectedServer, isNeeded: Bool) -> RootEntry? {
        let root: RootEntry
        do throws(LDAPError) {
            root = RootEntry(
                try inspected.entry(at: "", filter: .anything, attributes: RootEntry.attributes))
        } catch {
            guard isNeeded else {
                recorder.skip(
                    "not checked: what the server is, as it does not tell everybody (\(error.cause))")
                return nil
            }
            recorder.fail(error, "the server's own description could not be read")
            return nil
        }
        name(root)
        compareClocks(root)
        return root
    }

    private func name(_ root: RootEntry) {
        let holds = root.namingContexts.map { "holds \($0)" }
        let words = root.words.isEmpty ? "" : " (\(root.words))"
        guard let product = root.product else {
            recorder.ok("the server does not tell which product it is\(words)", details: holds)
            return
        }
        let kind = product.kind
        switch check.configuration.directory.kind?.value {
        case nil:
            recorder.ok(
                "this is \(product.name)\(words)", details: holds,
                advice: [
                    "directory.kind: \(kind.written) would preset filter, attributes and groups that suit it"
                ])
        case let written? where DirectoryKind(written) != kind:
            recorder.warn(
                "this is \(product.name)\(words), but directory.kind is \(written.rawValue)", details: holds,
                advice: ["write directory.kind: \(kind.written)"])
        default: recorder.ok("this is \(product.name)\(words)", details: holds)
        }
    }

    private func compareClocks(_ root: RootEntry) {
        guard let time = root.time else { return }
        let difference = time - Date().timeIntervalSince1970
        guard abs(difference) > Self.clockTolerance else { return }
        recorder.warn(
            "its clock is \(Count.of(Int(abs(difference)), "second")) \(difference > 0 ? "ahead of" : "behind") this host's",
            advice: ["set both by NTP: tokens and certificates are good for certain times"])
    }
}

extension DirectoryKind {
    /// As `directory.kind` has it.
    fileprivate var written: String {
        switch self {
        case .activeDirectory: Configuration.Directory.Kind.activeDirectory.rawValue
        case .openLDAP: Configuration.Directory.Kind.openLDAP.rawValue
        case .freeIPA: Configuration.Directory.Kind.freeIPA.rawValue
        }
    }
}
