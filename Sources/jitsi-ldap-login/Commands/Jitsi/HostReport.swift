internal import ArgumentParser
internal import JitsiHost
internal import Secrets
internal import Settings

/// Prints what stands on a Jitsi Meet host.
struct HostReport {
    let root: String
    let configuration: Configuration

    /// - Returns: the exit code; nil for 0.
    func show() -> ExitCode? {
        let parts = HostCheck(root: root, expectations: expectations).run()
        for part in parts {
            StepLines.title(part.title)
            for finding in part.findings { show(finding) }
        }
        let results = parts.flatMap(\.findings).map(\.result)
        let failures = results.count { $0 == .failed || $0 == .forbidden }
        let warnings = results.count { $0 == .warning }
        let counts = [(failures, "failure"), (warnings, "warning")].filter { $0.0 > 0 }
            .map { $0.0 == 1 ? "one \($0.1)" : "\($0.0) \($0.1)s" }
        print(
            (failures == 0 ? "Jitsi Meet OK" : "Jitsi Meet NOT OK") + (counts.isEmpty ? "" : ": ")
                + counts.joined(separator: ", "))
        if results.contains(.failed) { return Exit.configuration }
        return results.contains(.forbidden) ? Exit.noPermission : nil
    }

    private func show(_ finding: Finding) {
        let word =
            switch finding.result {
            case .ok: "ok"
            case .warning: "warning"
            case .failed, .forbidden: "FAILED"
            case .notChecked: "-"
            }
        StepLines.print(word, (finding.place.map { "\($0): " } ?? "") + finding.text)
        finding.remedies.forEach(StepLines.advise)
    }

    private var expectations: Expectations {
        let token = configuration.token
        let meet = configuration.meet
        var secret: SecretBytes?
        var keyID: String?
        switch token.key {
        // It was read a moment ago, with the rest of the configuration.
        case .secret(let file, _):
            secret = (try? SecretFile.read(file.value.path)) ?? SecretBytes(copying: [])
        case .rsa(_, let id): keyID = id.value
        }
        return Expectations(
            host: meet.url.value.host.lowercased(), origin: meet.url.value.description,
            appID: token.appID.value,
            audience: token.audience.value, subject: token.subject.value,
            algorithm: token.algorithm.value.rawValue,
            secret: secret, keyID: keyID,
            namesModerators: !configuration.access.moderators.isEmpty
                || configuration.rooms.contains { $0.namesModerators },
            listsFeatures: configuration.access.features != nil
                || configuration.rooms.contains { $0.features != nil },
            deliversInFragment: meet.delivery == .fragment,
            hasRoomRules: !configuration.rooms.isEmpty,
            letsFirstModerate: configuration.rooms.contains { $0.letsFirstModerate },
            passesLobby: configuration.rooms.contains { $0.lobbyBypass.value })
    }
}

extension Configuration.Room {
    fileprivate var namesModerators: Bool {
        if case .groups(let groups) = moderators { !groups.isEmpty } else { false }
    }

    fileprivate var letsFirstModerate: Bool {
        if case .firstToArrive = moderators { true } else { false }
    }
}
