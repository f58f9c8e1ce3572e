/// Which packages of Jitsi Meet are installed, and whether they are new enough.
struct PackageCheck {
    /// The first release whose client reads a token out of the fragment.
    private static let fragmentRelease = 9584

    let files: HostFiles
    let expectations: Expectations

    private static let names: Set<String> = [
        "jitsi-meet", "jitsi-meet-web", "jitsi-meet-web-config", "jitsi-meet-prosody", "jitsi-meet-tokens",
        "jicofo",
        "prosody", "nginx",
    ]

    func run() -> (InstalledPackages?, HostPart) {
        var report = PartReport("packages")
        let file: HostFile
        do {
            file = try files.read(InstalledPackages.path, limit: HostFiles.packageLimit)
        } catch {
            report.skip("no list of packages: \(InstalledPackages.path) is missing or cannot be read")
            return (nil, report.part)
        }
        let packages = InstalledPackages(file, names: Self.names)
        guard packages.versions.keys.contains(where: { $0.hasPrefix("jitsi-meet") }) else {
            report.skip("Jitsi Meet is not installed from packages here: its release is unknown")
            return (packages, report.part)
        }
        let versions = packages.versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        report.ok(versions.joined(separator: ", "))
        if let release = packages.release, expectations.deliversInFragment, release < Self.fragmentRelease {
            report.fail(
                "stable-\(release) does not read a token in the fragment: people come back without one",
                "write meet.delivery: query, or upgrade to stable-\(Self.fragmentRelease) or newer")
        } else if packages.release == nil, expectations.deliversInFragment {
            report.warn(
                "the release is unknown: the package jitsi-meet is not installed",
                "meet.delivery: fragment needs stable-\(Self.fragmentRelease) or newer")
        }
        if packages.versions["jitsi-meet-prosody"] != nil, packages.versions["jitsi-meet-tokens"] == nil {
            report.warn(
                "jitsi-meet-tokens is not installed: it brings the Lua libraries that check tokens",
                "apt-get install jitsi-meet-tokens, unless they were installed by hand")
        }
        return (packages, report.part)
    }
}
