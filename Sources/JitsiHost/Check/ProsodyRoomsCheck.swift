/// Whether the rooms look at the token: who may enter which, and as what.
struct ProsodyRoomsCheck {
    let settings: ProsodySettings
    let host: ProsodySection
    let files: HostFiles
    let expectations: Expectations
    let release: Int?

    /// The first release whose packages have mod_token_affiliation.
    private static let affiliationRelease = 10978
    /// Where Jitsi's packages and Prosody's own have their modules, besides `plugin_paths`.
    private static let folders = [
        "/usr/share/jitsi-meet/prosody-plugins", "/usr/lib/prosody/modules", "/usr/local/lib/prosody/modules",
        "/usr/share/jitsi-meet/prosody-plugins-contrib",
    ]

    func run(_ report: inout PartReport) {
        guard let rooms = settings.rooms(of: host) else {
            report.fail(
                "there is no Component \"conference.\(host.name)\" \"muc\": there are no rooms",
                at: host.place,
                "take it from Jitsi's own prosody.cfg.lua-jvb.example")
            return
        }
        guard let modules = modules(of: rooms, &report) else { return }
        checkVerification(modules, rooms, &report)
        checkAffiliation(modules, rooms, &report)
        checkLobby(modules, rooms, &report)
        checkOthers(modules, rooms, &report)
    }

    /// The modules of the rooms, with where they are written.
    private func modules(of rooms: ProsodySection, _ report: inout PartReport) -> (
        names: Set<String>, place: Place
    )? {
        let own = rooms["modules_enabled"]
        if let own, own.value.list == nil {
            report.fail(
                "modules_enabled could not be understood in line \(own.place.line)", at: own.place,
                "only a plain list is read: look at it by hand")
            return nil
        }
        let disabled = rooms["modules_disabled"]?.value.list ?? []
        // Of the global list a component takes only what is made for components: none of those asked for here.
        let names = Set(own?.value.list ?? []).subtracting(disabled)
        return (names, own?.place ?? rooms.place)
    }

    private func checkVerification(
        _ modules: (names: Set<String>, place: Place), _ rooms: ProsodySection, _ report: inout PartReport
    ) {
        guard modules.names.contains("token_verification") else {
            report.fail(
                "token_verification is not among the modules of \"\(rooms.name)\": a token for one room opens all",
                at: modules.place, "add \"token_verification\" to modules_enabled")
            return
        }
        if isThere("token_verification", modules.place, &report) {
            report.ok("the rooms look at the token", at: modules.place)
        }
        if let setting = rooms["allow_empty_token"], setting.value.truth == true {
            report.fail(
                "allow_empty_token = true: whoever comes without a token enters the rooms", at: setting.place,
                "write allow_empty_token = false")
        }
    }

    private func checkAffiliation(
        _ modules: (names: Set<String>, place: Place), _ rooms: ProsodySection, _ report: inout PartReport
    ) {
        let giving = ["token_affiliation", "token_affiliation_legacy", "token_moderation"].filter(
            modules.names.contains)
        guard giving.isEmpty else {
            for name in giving where isThere(name, modules.place, &report) {
                report.ok("\(name) gives the roles of the tokens", at: modules.place)
            }
            return
        }
        let packaged = release.map { $0 >= Self.affiliationRelease } ?? hasFile("token_affiliation")
        let remedy =
            packaged
            ? "add \"token_affiliation\" to modules_enabled"
            : "take mod_token_affiliation from jitsi-contrib (in the packages since stable-\(Self.affiliationRelease)), and add it to modules_enabled"
        let text = "token_affiliation is not among the modules of \"\(rooms.name)\": "
        if expectations.namesModerators {
            report.fail(text + "nobody moderates by their token", at: modules.place, remedy)
        } else {
            report.warn(text + "the tokens' roles have no effect", at: modules.place, remedy)
        }
    }

    /// Without jitsi-contrib's module the claim lobby_bypass means nothing to anybody.
    private func checkLobby(
        _ modules: (names: Set<String>, place: Place), _ rooms: ProsodySection, _ report: inout PartReport
    ) {
        guard expectations.passesLobby else { return }
        guard modules.names.contains("token_lobby_bypass") else {
            report.fail(
                "token_lobby_bypass is not among the modules of \"\(rooms.name)\": lobby-bypass has no effect",
                at: modules.place,
                "take mod_token_lobby_bypass from jitsi-contrib, and add it to modules_enabled")
            return
        }
        if isThere("token_lobby_bypass", modules.place, &report) {
            report.ok("token_lobby_bypass lets those pass the lobby who may", at: modules.place)
        }
    }

    private func checkOthers(
        _ modules: (names: Set<String>, place: Place), _ rooms: ProsodySection, _ report: inout PartReport
    ) {
        if modules.names.contains("muc_wait_for_host") {
            let setting = settings.setting("wait_for_host_disable_auto_owners", in: rooms)
            if setting?.value.truth != true {
                report.fail(
                    "muc_wait_for_host makes everybody with a token an owner",
                    at: setting?.place ?? modules.place,
                    "write wait_for_host_disable_auto_owners = true in Component \"\(rooms.name)\"")
            }
        }
        if modules.names.contains("token_moderation"), expectations.letsFirstModerate {
            report.fail(
                "token_moderation lets nobody become an owner but by the token: nobody moderates in rooms with first-to-arrive",
                at: modules.place, "remove token_moderation; token_affiliation reads the tokens, too")
        }
        if modules.names.contains("token_owner_party") {
            report.warn(
                "token_owner_party lets no member into a room before a moderator, and closes it 60 s after the last has left",
                at: modules.place, "remove it, unless that is wanted")
        }
        if modules.names.contains("token_moderation"), modules.names.contains("token_affiliation") {
            report.warn(
                "token_moderation and token_affiliation both give roles", at: modules.place,
                "remove token_moderation: the tokens have what token_affiliation reads")
        }
    }

    /// Whether the module's file is there; a host without any of the folders has its modules elsewhere.
    private func isThere(_ module: String, _ place: Place, _ report: inout PartReport) -> Bool {
        guard searched.contains(where: files.exists), !hasFile(module) else { return true }
        report.fail(
            "the module \(module) is enabled, but mod_\(module).lua is in none of Prosody's folders",
            at: place,
            "install it in one of plugin_paths (\(searched.filter(files.exists).joined(separator: ", ")))")
        return false
    }

    private func hasFile(_ module: String) -> Bool {
        searched.contains {
            files.exists("\($0)/mod_\(module).lua") || files.exists("\($0)/mod_\(module)/mod_\(module).lua")
        }
    }

    private var searched: [String] {
        let written = settings.global.last { $0.name == "plugin_paths" }?.value.list ?? []
        return written.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 } + Self.folders
    }
}
