internal import Secrets

/// Whether the virtual host takes our tokens: kind of login, issuer, audience, key, algorithm, domain.
struct ProsodyHostCheck {
    let settings: ProsodySettings
    let host: ProsodySection
    let expectations: Expectations

    func checkTokens(_ report: inout PartReport) {
        guard checkLogin(&report) else { return }
        checkIssuer(&report)
        checkAudience(&report)
        checkAlgorithm(&report)
        if expectations.secret == nil { checkPublicKey(&report) } else { checkSecret(&report) }
        checkEmptyTokens(&report)
        checkDomain(&report)
        if let setting = setting("asap_require_room_claim"), setting.value.truth == false {
            report.warn(
                "asap_require_room_claim = false: a token without a room opens every room", at: setting.place,
                "remove it: the tokens made here name their room")
        }
    }

    func setting(_ name: String) -> Setting? { settings.setting(name, in: host) }

    private func checkLogin(_ report: inout PartReport) -> Bool {
        let setting = setting("authentication")
        guard let setting, let kind = setting.value.text else {
            report.fail(
                "VirtualHost \"\(host.name)\" does not say how people log in, or it could not be understood",
                at: setting?.place ?? host.place, "write authentication = \"token\"")
            return false
        }
        guard kind == "token" else {
            report.fail(
                "authentication = \"\(kind)\": nobody asks for a token", at: setting.place,
                "write authentication = \"token\", app_id and app_secret (README.md, Connect Jitsi)")
            return false
        }
        report.ok("VirtualHost \"\(host.name)\" asks for tokens", at: setting.place)
        return true
    }

    private func checkIssuer(_ report: inout PartReport) {
        let name =
            settings.setting("asap_accepted_issuers", in: host) == nil ? "app_id" : "asap_accepted_issuers"
        guard let setting = setting(name) else {
            report.fail(
                "app_id is missing: Prosody takes no token", at: host.place,
                "write app_id = \"\(expectations.appID)\"")
            return
        }
        guard let accepted = setting.value.list else { return notUnderstood(setting, &report) }
        guard accepted.contains(expectations.appID) || name != "app_id" && accepted.contains("*") else {
            report.fail(
                "\(name) does not have our token.app-id \"\(expectations.appID)\": every token is refused",
                at: setting.place,
                "write the same in both: token.app-id, and \(name) here")
            return
        }
        report.ok("\(name) is token.app-id", at: setting.place)
    }

    private func checkAudience(_ report: inout PartReport) {
        // Absent, every audience is accepted.
        guard let setting = setting("asap_accepted_audiences") else { return }
        guard let accepted = setting.value.list else { return notUnderstood(setting, &report) }
        if accepted.contains("*") || accepted.contains(expectations.audience) {
            report.ok("asap_accepted_audiences has token.audience", at: setting.place)
        } else {
            report.fail(
                "asap_accepted_audiences does not have our token.audience \"\(expectations.audience)\": every token is refused",
                at: setting.place, "add it, or write token.audience: \(accepted.first ?? "") in config.yaml")
        }
    }

    private func checkAlgorithm(_ report: inout PartReport) {
        let keys = setting("asap_key_server") ?? setting("cache_keys_url")
        let written = setting("signature_algorithm")
        if let written, written.value.text == nil { return notUnderstood(written, &report) }
        let algorithm = written?.value.text ?? (keys == nil ? "HS256" : "RS256")
        let place = written?.place ?? keys?.place ?? host.place
        guard algorithm == expectations.algorithm else {
            let why =
                written == nil
                ? keys.map { "\($0.name) makes it \(algorithm)" } ?? "without signature_algorithm it is HS256"
                : "signature_algorithm = \"\(algorithm)\""
            report.fail(
                "\(why), but our token.algorithm is \(expectations.algorithm): every token is refused",
                at: place,
                "write signature_algorithm = \"\(expectations.algorithm)\" here, or token.algorithm: \(algorithm) in config.yaml"
            )
            return
        }
        report.ok("the algorithm is \(algorithm)", at: place)
    }

    private func checkSecret(_ report: inout PartReport) {
        guard let setting = setting("app_secret") else {
            report.fail(
                "app_secret is missing: Prosody takes no token", at: host.place,
                "write what is in token.secret-file")
            return
        }
        guard case .secret(let theirs) = setting.value, let ours = expectations.secret else {
            return notUnderstood(setting, &report)
        }
        guard ours.equals(theirs) else {
            report.fail(
                "app_secret is not what is in token.secret-file: every token is refused", at: setting.place,
                "copy one over the other, and restart prosody or jitsi-ldap-login")
            return
        }
        report.ok("app_secret is what is in token.secret-file", at: setting.place)
    }

    /// The block for this machine in jitsi-ldap-login-http.conf, which has the keys too.
    private static let loopback = ["http://127.0.0.1:9817", "http://localhost:9817"]

    /// Prosody asks for `<asap_key_server>/<hex sha256 of kid>.pem`, or for the list at `cache_keys_url`.
    private func checkPublicKey(_ report: inout PartReport) {
        guard let setting = setting("asap_key_server") ?? setting("cache_keys_url") else {
            report.fail(
                "asap_key_server is missing: Prosody has no public key for \(expectations.algorithm)",
                at: host.place,
                "write asap_key_server = \"\(expectations.origin)/_login/keys\"")
            return
        }
        guard let address = setting.value.text else { return notUnderstood(setting, &report) }
        let own = setting.name == "asap_key_server" ? "/_login/keys" : "/_login/jwks.json"
        // The doubled slash that Prosody makes of one at the end finds our keys, too; the list has none.
        let isFolder = setting.name == "asap_key_server"
        let written = isFolder && address.hasSuffix("/") ? String(address.dropLast()) : address
        if written == expectations.origin + own || Self.loopback.contains(where: { written == $0 + own }) {
            report.ok("\(setting.name) leads to our own keys", at: setting.place)
        } else if written.hasPrefix(expectations.origin + "/_login") {
            report.fail(
                "\(setting.name) is not an address of ours: Prosody finds no key", at: setting.place,
                "write \(expectations.origin)\(own)")
        } else {
            let name =
                expectations.keyID.flatMap { try? Digest.sha256(Array($0.utf8)) }.map(Hexadecimal.encode)
                ?? "<sha256 of token.key-id>"
            let file = setting.name == "asap_key_server" ? "\(written)/\(name).pem" : written
            report.warn(
                "\(setting.name) leads elsewhere: whether our public key is there was not looked at",
                at: setting.place,
                "put it there (\(file)), or write \(expectations.origin)\(own)")
        }
    }

    private func checkEmptyTokens(_ report: inout PartReport) {
        guard let setting = setting("allow_empty_token") else { return }
        guard let allowed = setting.value.truth else { return notUnderstood(setting, &report) }
        if allowed {
            report.fail(
                "allow_empty_token = true: whoever comes without a token gets in", at: setting.place,
                "write allow_empty_token = false")
        } else {
            report.ok("nobody gets in without a token", at: setting.place)
        }
    }

    /// With the verification, which is the default since 2022, sub has to be the domain of the rooms.
    private func checkDomain(_ report: inout PartReport) {
        let setting = setting("enable_domain_verification")
        if let setting, setting.value.truth == nil { return notUnderstood(setting, &report) }
        let rooms = settings.rooms(of: host)?.name
        let domain =
            rooms.flatMap { $0.firstIndex(of: ".").map { String(rooms?[$0...].dropFirst() ?? "") } }
            ?? host.name
        let isOurs = expectations.subject == "*" || expectations.subject.lowercased() == domain
        if setting?.value.truth == false {
            let remedy =
                "write enable_domain_verification = true"
                + (isOurs ? "" : ", and token.subject: \(domain) in config.yaml")
            if expectations.hasRoomRules {
                // Whoever invents a tenant gets a token there, by no rule or another, and comes in here with it.
                report.fail(
                    "enable_domain_verification = false: a token for a room opens the room of that name of all tenants, "
                        + "so that a made-up tenant in the address evades the rules of rooms",
                    at: setting?.place, remedy)
            } else {
                report.warn(
                    "enable_domain_verification = false: a token for a tenant's room opens the room of that name of all tenants",
                    at: setting?.place, remedy)
            }
        } else if isOurs {
            report.ok("token.subject is the domain of the rooms", at: setting?.place ?? host.place)
        } else {
            report.fail(
                "the domain of the rooms is \(domain), but our token.subject is \(expectations.subject): every token is refused",
                at: setting?.place ?? host.place, "write token.subject: \(domain) in config.yaml")
        }
    }

    private func notUnderstood(_ setting: Setting, _ report: inout PartReport) {
        report.fail(
            "\(setting.name) could not be understood in line \(setting.place.line)", at: setting.place,
            "only plain values are read: look at it by hand")
    }
}
