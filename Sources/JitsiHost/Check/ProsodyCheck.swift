/// Whether Prosody checks tokens, takes ours, and gives their roles (mod_auth_token, mod_token_verification,
/// mod_token_affiliation).
struct ProsodyCheck {
    let files: HostFiles
    let expectations: Expectations
    /// The number of Jitsi's release; nil where it is unknown.
    let release: Int?

    /// Debian's and Jitsi's folder of files that are in force, and the one of those that can be.
    private static let enabled = "/etc/prosody/conf.d"
    private static let available = "/etc/prosody/conf.avail"

    func run() -> HostPart {
        var report = PartReport("Prosody")
        let settings = read(&report)
        guard let host = settings.tokenHost(named: expectations.host) else {
            if !report.findings.contains(where: { $0.result == .forbidden }) {
                report.fail(
                    "no VirtualHost \"\(expectations.host)\" in \(Self.available) or \(Self.enabled)",
                    "run this on the Jitsi host, or say with --root where its files are")
            }
            return report.part
        }
        let reader = ProsodyHostCheck(settings: settings, host: host, expectations: expectations)
        reader.checkTokens(&report)
        ProsodyRoomsCheck(
            settings: settings, host: host, files: files, expectations: expectations, release: release
        ).run(&report)
        return report.part
    }

    /// Everything that is in force; and where that does not have the host, what could be.
    private func read(_ report: inout PartReport) -> ProsodySettings {
        let paths = ["/etc/prosody/prosody.cfg.lua"] + list(Self.enabled, &report)
        var read = parsed(paths, &report)
        let inForce = ProsodySettings(read).tokenHost(named: expectations.host)
        if inForce?.name != expectations.host {
            let seen = Set(paths.map(files.resolved))
            let more = parsed(
                list(Self.available, &report).filter { !seen.contains(files.resolved($0)) }, &report)
            if let host = ProsodySettings(more).tokenHost(named: expectations.host),
                inForce == nil || host.name == expectations.host
            {
                let name = host.place.path.split(separator: "/").last.map(String.init) ?? ""
                // A folder without conf.d is one that was copied from somewhere, not a host.
                if files.exists(Self.enabled) {
                    report.warn(
                        "is not in force: there is no link to it in \(Self.enabled)",
                        at: Place(path: host.place.path, line: 0),
                        "ln -s \(host.place.path) \(Self.enabled)/\(name)")
                }
                read += more
            }
        }
        return ProsodySettings(read)
    }

    private func list(_ folder: String, _ report: inout PartReport) -> [String] {
        do {
            return try files.list(folder, suffix: ".cfg.lua")
        } catch {
            report.unreadable(folder, error)
            return []
        }
    }

    private func parsed(_ paths: [String], _ report: inout PartReport) -> [ProsodyFile] {
        var parsed: [ProsodyFile] = []
        for path in paths {
            do {
                let file = ProsodyReader.read(try files.read(path))
                report.notUnderstood(file.notUnderstood)
                parsed.append(file)
            } catch {
                report.unreadable(path, error)
            }
        }
        return parsed
    }
}
