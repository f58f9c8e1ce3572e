/// What all of Prosody's files say together.
struct ProsodySettings {
    /// The settings before the first host of each file: they hold for all hosts.
    let global: [Setting]
    let sections: [ProsodySection]

    init(_ files: [ProsodyFile]) {
        let all = files.flatMap(\.sections)
        global = all.filter { $0.kind == .global }.flatMap(\.settings)
        sections = all.filter { $0.kind != .global }
    }

    /// The virtual host that our tokens are for: the one of this name that says how people log in, else one that checks
    /// tokens (in Docker it has a name of its own), else the one of this name whatever it does.
    func tokenHost(named host: String) -> ProsodySection? {
        let hosts = sections.filter { $0.kind == .virtualHost }
        let named = hosts.filter { $0.name == host }
        let checking = hosts.filter { $0["authentication"]?.value.text == "token" }
        return checking.first { $0.name == host } ?? named.first { $0["authentication"] != nil }
            ?? checking.first ?? named.first
    }

    /// The component with the rooms of `host`.
    func rooms(of host: ProsodySection) -> ProsodySection? {
        let prefix = setting("muc_mapper_domain_prefix", in: host)?.value.text ?? "conference"
        let components = sections.filter { $0.kind == .component(module: "muc") }
        let names = [prefix, "conference", "muc"].map { "\($0).\(host.name)" }
        return names.lazy.compactMap { name in components.first { $0.name == name } }.first
    }

    /// A setting as the section sees it: its own, else the global one.
    func setting(_ name: String, in section: ProsodySection) -> Setting? {
        section[name] ?? global.last { $0.name == name }
    }
}
