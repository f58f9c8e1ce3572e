/// What Jitsi's config.js tells the client: where the login is, and what of the token counts.
struct WebCheck {
    let files: HostFiles
    let expectations: Expectations
    /// The number of Jitsi's release; nil where it is unknown.
    let release: Int?

    /// By then the client had lost the setting enableFeaturesBasedOnToken (jitsi-meet's change 12028 of August 2022), and
    /// goes by what the token lists, where it lists anything.
    private static let releaseByToken = 8000

    func run() -> HostPart {
        var report = PartReport("config.js")
        let path = "/etc/jitsi/meet/\(expectations.host)-config.js"
        let settings: [Setting]
        do {
            settings = ScriptReader.read(try files.read(path))
        } catch .missing {
            report.fail(
                "there is no \(path)", "is \(expectations.host), the host of meet.url, the name of this site?"
            )
            return report.part
        } catch {
            report.unreadable(path, error)
            return report.part
        }
        let reader = Reader(path: path, settings: settings)
        checkLoginAddress(reader, &report)
        checkLogoutAddress(reader, &report)
        checkFeatures(reader, &report)
        checkGuests(reader, &report)
        return report.part
    }

    private struct Reader {
        let path: String
        let settings: [Setting]

        subscript(name: String) -> Setting? { settings.last { $0.name == name } }
        var file: Place { Place(path: path, line: 0) }
    }

    private var loginAddress: String { expectations.origin + "/_login" }

    private func checkLoginAddress(_ config: Reader, _ report: inout PartReport) {
        let line = "config.tokenAuthUrl = '\(loginAddress)?state={state}&room={room}';"
        guard let setting = config["tokenAuthUrl"] else {
            report.warn(
                "tokenAuthUrl is missing: apps, the desktop app and reloads with an expired token find no login",
                at: config.file,
                "add \(line)")
            return
        }
        guard let address = setting.value.text else {
            // null and false stand for none.
            report.fail(
                "tokenAuthUrl could not be understood in line \(setting.place.line)", at: setting.place,
                "write \(line)")
            return
        }
        guard
            address == loginAddress || address.hasPrefix(loginAddress + "?")
                || address.hasPrefix(loginAddress + "/")
        else {
            report.fail("tokenAuthUrl leads to another login: \(address)", at: setting.place, "write \(line)")
            return
        }
        guard address.contains("{room}") else {
            report.fail("tokenAuthUrl does not name the room", at: setting.place, "write \(line)")
            return
        }
        guard address.contains("{state}") else {
            report.warn(
                "tokenAuthUrl has no {state}: apps are not found again, and what the address said is lost",
                at: setting.place,
                "write \(line)")
            return
        }
        report.ok("tokenAuthUrl leads to our login", at: setting.place)
    }

    /// It may be missing: then nothing in Jitsi's page offers to sign out.
    private func checkLogoutAddress(_ config: Reader, _ report: inout PartReport) {
        guard let setting = config["tokenLogoutUrl"], let address = setting.value.text, !address.isEmpty
        else { return }
        let logout = loginAddress + "/logout"
        guard address == logout || address.hasPrefix(logout + "?") else {
            report.warn(
                "tokenLogoutUrl leads elsewhere: \(address): the session of the login goes on after signing out",
                at: setting.place, "write config.tokenLogoutUrl = '\(logout)';")
            return
        }
        report.ok("tokenLogoutUrl ends the session", at: setting.place)
    }

    private func checkFeatures(_ config: Reader, _ report: inout PartReport) {
        let setting = config["enableFeaturesBasedOnToken"]
        if let setting, setting.value.truth == nil {
            report.fail(
                "enableFeaturesBasedOnToken could not be understood in line \(setting.place.line)",
                at: setting.place,
                "write true or false")
            return
        }
        if let release, release >= Self.releaseByToken {
            report.ok(
                setting == nil
                    ? "features come from the tokens where they list any"
                    : "enableFeaturesBasedOnToken has no effect in this release", at: setting?.place)
            return
        }
        switch (setting?.value.truth ?? false, expectations.listsFeatures) {
        case (true, false):
            report.fail(
                "enableFeaturesBasedOnToken is true, but the tokens list no features: recording and the like stay off for all",
                at: setting?.place, "write access.features in config.yaml, or remove this line")
        case (false, true):
            report.warn(
                "enableFeaturesBasedOnToken is not true: releases up to autumn 2022 offer features that access.features denies",
                at: setting?.place ?? config.file, "add config.enableFeaturesBasedOnToken = true;")
        case (true, true): report.ok("features come from the tokens", at: setting?.place)
        case (false, false): report.ok("features do not depend on the tokens", at: setting?.place)
        }
    }

    private func checkGuests(_ config: Reader, _ report: inout PartReport) {
        guard let setting = config["hosts.anonymousdomain"], let domain = setting.value.text, !domain.isEmpty
        else { return }
        report.warn(
            "hosts.anonymousdomain: people without a token come in as guests of \(domain)", at: setting.place,
            "remove it, unless guests are wanted")
    }
}
