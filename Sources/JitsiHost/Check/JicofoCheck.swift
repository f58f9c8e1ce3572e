/// Whether jicofo leaves it to the token who moderates.
struct JicofoCheck {
    let files: HostFiles
    let expectations: Expectations

    private static let file = "/etc/jitsi/jicofo/jicofo.conf"
    private static let oldFile = "/etc/jitsi/jicofo/sip-communicator.properties"
    private static let autoOwner = "jicofo.conference.enable-auto-owner"

    func run() -> HostPart {
        var report = PartReport("jicofo")
        let new = read(Self.file, &report).map(HoconReader.read)
        let old = read(Self.oldFile, &report).map(PropertiesReader.read)
        guard new != nil || old != nil else {
            if report.findings.isEmpty {
                report.skip(
                    "there is no jicofo here: \(Self.file) is missing", "run this on the host where it is")
            }
            return report.part
        }
        report.notUnderstood(new?.notUnderstood ?? [])
        checkAuthentication(new, old, &report)
        checkAutoOwner(new, old, &report)
        return report.part
    }

    private func read(_ path: String, _ report: inout PartReport) -> HostFile? {
        do {
            return try files.read(path)
        } catch {
            report.unreadable(path, error)
            return nil
        }
    }

    private func checkAuthentication(_ new: HoconDocument?, _ old: [Setting]?, _ report: inout PartReport) {
        if let url = old?.last(where: { $0.name == "org.jitsi.jicofo.auth.URL" }) {
            report.fail(
                "org.jitsi.jicofo.auth.URL: jicofo makes everybody who is logged in an owner", at: url.place,
                "delete this line, and restart jicofo")
        }
        guard let place = new?.place(of: "jicofo.authentication") else {
            if old?.contains(where: { $0.name == "org.jitsi.jicofo.auth.URL" }) != true {
                report.ok("jicofo has no authentication of its own")
            }
            return
        }
        let enabled = new?["jicofo.authentication.enabled"]
        switch enabled?.value.truth {
        case false: report.ok("jicofo's authentication is off", at: enabled?.place)
        case true:
            report.fail(
                "the authentication block is on: jicofo makes everybody with a token an owner",
                at: enabled?.place,
                "delete the block authentication, and restart jicofo")
        case nil where enabled != nil:
            report.fail(
                "jicofo.authentication.enabled could not be understood in line \(enabled?.place.line ?? 0)",
                at: enabled?.place,
                "delete the block authentication, and restart jicofo")
        case nil:
            report.warn(
                "there is an authentication block, and it does not say whether it is on", at: place,
                "delete the block authentication, and restart jicofo")
        }
    }

    /// The old file wins where it says anything (jicofo's ConferenceConfig asks it first).
    private func checkAutoOwner(_ new: HoconDocument?, _ old: [Setting]?, _ report: inout PartReport) {
        let disabled = old?.last { $0.name == "org.jitsi.jicofo.DISABLE_AUTO_OWNER" }
        let setting = disabled ?? new?[Self.autoOwner]
        let truth = setting?.value.truth
        let remedy = Self.remedy(
            isOn: expectations.letsFirstModerate, old: disabled != nil || new == nil)
        if let setting, truth == nil {
            report.fail(
                "\(setting.name) could not be understood in line \(setting.place.line)", at: setting.place,
                remedy)
            return
        }
        let isOn = disabled == nil ? truth ?? true : truth == false
        let place =
            setting?.place ?? new.map { _ in Place(path: Self.file, line: 0) }
            ?? Place(path: Self.oldFile, line: 0)
        if expectations.letsFirstModerate {
            checkFirstToArrive(isOn, at: place, remedy: remedy, &report)
        } else if isOn, expectations.namesModerators {
            report.fail(
                "auto-owner is on\(setting == nil ? " (the default)" : ""): whoever comes first moderates, member or not",
                at: place, remedy)
        } else if !isOn, !expectations.namesModerators {
            report.warn(
                "auto-owner is off and access.moderators names no group: nobody moderates", at: place,
                "name groups in access.moderators")
        } else {
            report.ok(
                isOn ? "jicofo makes the first comer an owner" : "jicofo makes nobody an owner", at: place)
        }
    }

    /// With rules of rooms in which whoever comes first moderates.
    private func checkFirstToArrive(
        _ isOn: Bool, at place: Place, remedy: String, _ report: inout PartReport
    ) {
        if !isOn {
            report.fail(
                "auto-owner is off: nobody moderates in the rooms whose rule says first-to-arrive", at: place,
                remedy)
        } else if expectations.namesModerators {
            report.warn(
                "auto-owner is on, as first-to-arrive needs it: whoever comes first moderates in all other rooms, too",
                at: place, "name groups everywhere instead of first-to-arrive, unless that is wanted")
        } else {
            report.ok("jicofo makes the first comer an owner", at: place)
        }
    }

    /// The line of the file that counts.
    private static func remedy(isOn: Bool, old: Bool) -> String {
        old
            ? "write org.jitsi.jicofo.DISABLE_AUTO_OWNER=\(!isOn), and restart jicofo"
            : "hocon -f \(file) set \(autoOwner) \(isOn), and restart jicofo"
    }
}
