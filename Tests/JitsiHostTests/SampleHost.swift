import Foundation
import Secrets
import TestSupport

@testable import JitsiHost

/// The files of a Jitsi Meet host that is set up as README.md says, below a temporary root.
final class SampleHost {
    static let secret = "a secret of more than thirty-two bytes"

    static let prosody = "/etc/prosody/conf.avail/meet.example.org.cfg.lua"
    static let jicofo = "/etc/jitsi/jicofo/jicofo.conf"
    static let oldJicofo = "/etc/jitsi/jicofo/sip-communicator.properties"
    static let config = "/etc/jitsi/meet/meet.example.org-config.js"
    static let site = "/etc/nginx/sites-available/meet.example.org.conf"
    static let http = "/etc/nginx/conf.d/jitsi-ldap-login-http.conf"
    static let packages = "/var/lib/dpkg/status"

    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try write(
            "plugin_paths = { \"/usr/share/jitsi-meet/prosody-plugins/\" }\n",
            to: "/etc/prosody/prosody.cfg.lua")
        try write(
            """
            plugin_paths = { "/usr/share/jitsi-meet/prosody-plugins/" }
            muc_mapper_domain_base = "meet.example.org";
            VirtualHost "meet.example.org"
                authentication = "token"
                app_id = "school"
                app_secret = "\(Self.secret)"
                allow_empty_token = false
                modules_enabled = { "bosh"; "ping"; }
            Component "conference.meet.example.org" "muc"
                restrict_room_creation = true
                modules_enabled = { "muc_meeting_id"; "token_verification"; "token_affiliation"; }
            VirtualHost "auth.meet.example.org"
                authentication = "internal_hashed"
            """, to: Self.prosody)
        try link("/etc/prosody/conf.d/meet.example.org.cfg.lua", to: Self.prosody)
        for module in ["token_verification", "token_affiliation"] {
            try write("", to: "/usr/share/jitsi-meet/prosody-plugins/mod_\(module).lua")
        }
        try write("jicofo {\n  conference {\n    enable-auto-owner = false\n  }\n}\n", to: Self.jicofo)
        try write(
            """
            var config = {
                hosts: { domain: 'meet.example.org', muc: 'conference.' + subdomain + 'meet.example.org' },
            };
            config.tokenAuthUrl = 'https://meet.example.org/_login?state={state}&room={room}';
            """, to: Self.config)
        try write(try Repository.text("Tests/SystemdTests/Host/site-today.conf"), to: Self.site)
        try link("/etc/nginx/sites-enabled/meet.example.org.conf", to: Self.site)
        try write(try Repository.text("nginx/jitsi-ldap-login-http.conf"), to: Self.http)
        for name in ["10-login", "20-bounce"] {
            try write(
                try Repository.text("nginx/\(name).conf"),
                to: "/etc/jitsi/meet/jaas/jitsi-ldap-login-\(name).conf")
        }
        try write(
            [
                ("jitsi-meet", "2.0.10978-1"), ("jitsi-meet-prosody", "1.0.9000-1"),
                ("jitsi-meet-tokens", "1.0.9000-1"),
            ]
            .map { "Package: \($0.0)\nStatus: install ok installed\nVersion: \($0.1)\nDescription: x\n y\n" }
            .joined(separator: "\n"), to: Self.packages)
    }

    func write(_ text: String, to path: String) throws {
        try folder.write(text, to: String(path.dropFirst()))
    }
    func text(_ path: String) throws -> String {
        try String(contentsOfFile: folder.path + path, encoding: .utf8)
    }
    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: folder.path + path) }

    /// Puts `new` in the place of `old`, which has to be there.
    func change(_ path: String, _ old: String, _ new: String) throws {
        let before = try text(path)
        guard before.contains(old) else { throw CocoaError(.fileReadCorruptFile) }
        try write(before.replacingOccurrences(of: old, with: new), to: path)
    }

    /// A link to an absolute path of the host, as Jitsi's packages make them.
    func link(_ path: String, to target: String) throws {
        let place = folder.path + path
        try FileManager.default.createDirectory(
            atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: target)
    }

    struct Wishes {
        var appID = "school"
        var audience = "school"
        var subject = "meet.example.org"
        var algorithm = "HS256"
        var secret: String? = SampleHost.secret
        var moderators = true
        var features = false
        var fragment = false
        var host = "meet.example.org"
        var rules = false
        var first = false
        var lobby = false
    }

    func check(_ wishes: Wishes = Wishes()) -> [Finding] {
        HostCheck(
            root: folder.path,
            expectations: Expectations(
                host: wishes.host, origin: "https://\(wishes.host)", appID: wishes.appID,
                audience: wishes.audience,
                subject: wishes.subject, algorithm: wishes.algorithm,
                secret: wishes.secret.map { SecretBytes(copying: Array($0.utf8)) },
                keyID: wishes.secret == nil ? "login-2026" : nil, namesModerators: wishes.moderators,
                listsFeatures: wishes.features, deliversInFragment: wishes.fragment,
                hasRoomRules: wishes.rules, letsFirstModerate: wishes.first, passesLobby: wishes.lobby)
        ).run().flatMap(\.findings)
    }
}
