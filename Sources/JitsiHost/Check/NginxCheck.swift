/// Whether nginx leads to the login: Jitsi's site file, the drop-ins, and the part at http level.
struct NginxCheck {
    let files: HostFiles
    let expectations: Expectations

    private static let folders = ["/etc/nginx/sites-enabled", "/etc/nginx/conf.d"]
    private static let main = "/etc/nginx/nginx.conf"
    private static let modules = "/etc/nginx/modules-enabled"
    private static let http = "/etc/nginx/conf.d/jitsi-ldap-login-http.conf"
    private static let login = NginxSite.dropIns + "/jitsi-ldap-login-10-login.conf"
    private static let bounce = NginxSite.dropIns + "/jitsi-ldap-login-20-bounce.conf"

    /// What stands for a token in the fragment.
    private static let cookie = "__Secure-jitsi-ldap-login-entered="

    func run() -> HostPart {
        var report = PartReport("nginx")
        do throws(FileProblem) {
            guard try !files.list("/etc/nginx").isEmpty else {
                report.skip("there is no nginx here: /etc/nginx is missing")
                return report.part
            }
        } catch {
            report.unreadable("/etc/nginx", error)
            return report.part
        }
        checkSites(&report)
        checkOwnFiles(&report)
        checkMultiplexer(&report)
        return report.part
    }

    /// Jitsi's packages put nginx behind a multiplexer of its own until September 2020, and kept it on upgrade.
    private func checkMultiplexer(_ report: inout PartReport) {
        let main = (try? files.list("/etc/nginx"))?.contains(Self.main) == true ? [Self.main] : []
        for path in main + list(Self.modules, &report) where path.hasSuffix(".conf") {
            guard let file = read(path, &report), let directives = NginxReader.read(file).file else {
                continue
            }
            guard let block = directives.named("stream").first,
                let server = block.named("server").first(where: { $0.isOn("ssl_preread") })
                    ?? (block.isOn("ssl_preread") ? block : nil)
            else { continue }
            let place = Place(path: path, line: block.line)
            let remedy =
                "or write proxy_protocol on; here, and in the site listen … ssl proxy_protocol; "
                + "set_real_ip_from 127.0.0.1; real_ip_header proxy_protocol;"
            if !server.isOn("proxy_protocol"), !block.isOn("proxy_protocol") {
                report.warn(
                    "nginx hands its own connections on: every visitor comes from 127.0.0.1, to limits and log alike",
                    at: place, "let the site listen on 443 itself and remove this file", remedy)
            } else if !isToldAddresses {
                report.warn(
                    "nginx tells itself where visitors come from, and does not read it: every visitor comes from 127.0.0.1",
                    at: place, "let the site listen on 443 itself and remove this file", remedy)
            }
        }
    }

    /// Whether a site takes addresses out of the PROXY protocol (ngx_http_realip_module).
    private var isToldAddresses: Bool {
        let directives = Self.folders.flatMap { (try? files.list($0)) ?? [] }.compactMap { path in
            (try? files.read(path)).flatMap { NginxReader.read($0).file }
        }.flatMap(\.all)
        return directives.contains { $0.words == ["real_ip_header", "proxy_protocol"] }
            && directives.contains { $0.name == "set_real_ip_from" }
    }

    private func checkSites(_ report: inout PartReport) {
        var found = false
        var seen: Set<String> = []
        for folder in Self.folders {
            for path in list(folder, &report) where seen.insert(files.resolved(path) ?? path).inserted {
                guard let file = read(path, &report) else { continue }
                let (directives, line) = NginxReader.read(file)
                guard let directives else {
                    report.notUnderstood([Place(path: path, line: line)])
                    continue
                }
                guard let site = NginxSite(host: expectations.host, in: directives) else { continue }
                found = true
                check(site, path, &report)
            }
        }
        if !found {
            report.fail(
                "no server block with server_name \(expectations.host) in \(Self.folders.joined(separator: " or "))",
                "is \(expectations.host), the host of meet.url, the name of this site?")
        }
    }

    private func list(_ folder: String, _ report: inout PartReport) -> [String] {
        do {
            return try files.list(folder).filter {
                folder.hasSuffix("sites-enabled") || $0.hasSuffix(".conf")
            }
        } catch {
            report.unreadable(folder, error)
            return []
        }
    }

    private func read(_ path: String, _ report: inout PartReport) -> HostFile? {
        do {
            return try files.read(path)
        } catch {
            report.unreadable(path, error)
            return nil
        }
    }

    private func check(_ site: NginxSite, _ path: String, _ report: inout PartReport) {
        let line = "include \(NginxSite.dropIns)/*.conf;"
        switch site.include {
        case .present(let number):
            report.ok("the site includes the drop-ins", at: Place(path: path, line: number))
        case .late(let number, let before):
            report.fail(
                "the site includes the drop-ins behind locations, where a bounce never matches",
                at: Place(path: path, line: number),
                "move this line above line \(before)")
        case .missing(let before):
            report.fail(
                "the site does not include the drop-ins: nobody gets to the login",
                at: Place(path: path, line: before),
                "add above this line: \(line)", "or run install.sh with --edit-site")
        }
        if let bounce = site.bounceInLocation {
            report.fail(
                "a redirect of who has no jwt, inside a location: it breaks / and every page that includes others",
                at: Place(path: path, line: bounce.line), "remove it, and run install.sh with --bounce")
        }
    }

    private func checkOwnFiles(_ report: inout PartReport) {
        if let file = own(Self.http, &report, { $0.fail("\(Self.http) is missing", "run install.sh") }) {
            checkHost(file, &report)
        }
        _ = own(Self.login, &report) { $0.fail("\(Self.login) is missing", "run install.sh") }
        let bounce = own(Self.bounce, &report) {
            $0.warn("nobody is led to the login yet: there is no bounce", "run install.sh with --bounce")
        }
        if bounce != nil {
            report.ok("who has no token is led to the login", at: Place(path: Self.bounce, line: 0))
        }
    }

    /// A file of ours; where there is none, `isMissing` says what that means.
    private func own(
        _ path: String, _ report: inout PartReport, _ isMissing: (inout PartReport) -> Void
    ) -> HostFile? {
        do {
            return try files.read(path)
        } catch {
            if error == .missing { isMissing(&report) } else { report.unreadable(path, error) }
            return nil
        }
    }

    /// Two virtual hosts share the drop-ins; a map in our file says which host is ours.
    private func checkHost(_ file: HostFile, _ report: inout PartReport) {
        let (directives, line) = NginxReader.read(file)
        guard let directives else { return report.notUnderstood([Place(path: file.path, line: line)]) }
        if expectations.deliversInFragment,
            !directives.named("map").flatMap(\.inside).contains(where: { $0.name.contains(Self.cookie) })
        {
            report.fail(
                "the file is of an older release, whose bounce knows nothing of meet.delivery: fragment: people are sent back "
                    + "to the login", at: Place(path: file.path, line: 0), "run install.sh again")
        }
        let map = directives.named("map").first { $0.words.last == "$jitsi_ldap_login_responder" }
        let hosts = map?.inside.filter { $0.name != "default" } ?? []
        if let ours = hosts.first(where: { $0.name.lowercased() == expectations.host }) {
            report.ok(
                "the login answers at \(expectations.host)", at: Place(path: file.path, line: ours.line))
        } else {
            report.fail(
                "\(expectations.host), the host of meet.url, is not among the hosts there: it has no login",
                at: Place(path: file.path, line: hosts.first?.line ?? map?.line ?? 0),
                "write \(expectations.host) there, and reload nginx")
        }
    }
}
