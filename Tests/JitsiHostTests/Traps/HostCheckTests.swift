import TestSupport
import Testing

@testable import JitsiHost

/// Another sound way to set up the host.
struct OtherWay: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What stands there in Prosody's file, and what instead.
    var prosody: [String: String] = [:]
    var jicofo: [String: String] = [:]
    var wishes = SampleHost.Wishes()
}

@Suite("A host that is as it should be")
struct HostCheckTests {
    @Test("has nothing to warn of")
    func clean() throws {
        let findings = try SampleHost().check()
        #expect(findings.allSatisfy { $0.result == .ok }, "\(findings.filter { $0.result != .ok })")
        #expect(findings.count > 12)
    }

    @Test("may be one of 2021, with jicofo's old file")
    func of2021() throws {
        let host = try SampleHost()
        try host.remove(SampleHost.jicofo)
        try host.write("org.jitsi.jicofo.DISABLE_AUTO_OWNER=true\n", to: SampleHost.oldJicofo)
        #expect(host.check().allSatisfy { $0.result == .ok })
    }

    @Test("may have RS keys that Prosody asks us for")
    func publicKeys() throws {
        let host = try SampleHost()
        try host.change(
            SampleHost.prosody, "app_secret = \"\(SampleHost.secret)\"",
            "asap_key_server = \"https://meet.example.org/_login/keys/\"")
        let findings = host.check(SampleHost.Wishes(algorithm: "RS256", secret: nil))
        #expect(findings.allSatisfy { $0.result == .ok }, "\(findings.filter { $0.result != .ok })")
    }

    private static let appID = "app_id = \"school\""
    private static let rooms = "Component \"conference."

    @Test(
        "may be set up in another way",
        arguments: [
            OtherWay(
                testDescription: "every issuer",
                prosody: [appID: appID + "; asap_accepted_issuers = { \"*\" }"]),
            OtherWay(
                testDescription: "every audience",
                prosody: [appID: appID + "; asap_accepted_audiences = { \"*\" }"]),
            OtherWay(
                testDescription: "one of several audiences",
                prosody: [appID: appID + "; asap_accepted_audiences = { \"x\", \"school\" }"]),
            OtherWay(testDescription: "tokens for every domain", wishes: .init(subject: "*")),
            OtherWay(
                testDescription: "the list of our keys",
                prosody: [
                    "app_secret = \"\(SampleHost.secret)\"":
                        "cache_keys_url = \"https://meet.example.org/_login/jwks.json\""
                ], wishes: .init(algorithm: "RS256", secret: nil)),
            OtherWay(
                testDescription: "rooms at another name",
                prosody: [
                    "muc_mapper_domain_base": "muc_mapper_domain_prefix = \"rooms\"; muc_mapper_domain_base",
                    rooms: "Component \"rooms.",
                ]),
            OtherWay(
                testDescription: "the first comer moderates", jicofo: ["false": "true"],
                wishes: .init(moderators: false)),
        ])
    func otherWays(way: OtherWay) throws {
        let host = try SampleHost()
        for (old, new) in way.prosody { try host.change(SampleHost.prosody, old, new) }
        for (old, new) in way.jicofo { try host.change(SampleHost.jicofo, old, new) }
        let findings = host.check(way.wishes)
        #expect(findings.allSatisfy { $0.result == .ok }, "\(findings.filter { $0.result != .ok })")
    }

    @Test("may have its modules in folders that are not known here")
    func unknownFolders() throws {
        let host = try SampleHost()
        try host.remove("/usr/share/jitsi-meet")
        #expect(host.check().allSatisfy { $0.result == .ok })
    }

    @Test("may have a site file of any name in sites-enabled, and in conf.d only what nginx takes from there")
    func siteNames() throws {
        let host = try SampleHost()
        try host.remove("/etc/nginx/sites-enabled/meet.example.org.conf")
        #expect(host.check().contains { $0.text.contains("no server block") })
        try host.link("/etc/nginx/conf.d/jitsi.conf.old", to: SampleHost.site)
        #expect(host.check().contains { $0.text.contains("no server block") })
        try host.link("/etc/nginx/sites-enabled/jitsi", to: SampleHost.site)
        #expect(host.check().allSatisfy { $0.result == .ok })
    }

    @Test("may have a multiplexer that reads no names")
    func multiplexer() throws {
        let host = try SampleHost()
        try host.write(
            "stream { server { listen 443; ssl_preread off; } }",
            to: "/etc/nginx/modules-enabled/60-jitsi-meet.conf")
        #expect(host.check().allSatisfy { $0.result == .ok })
    }

    @Test("has no file that is larger than a configuration ever is")
    func largeFile() throws {
        let host = try SampleHost()
        let files = HostFiles(root: host.folder.path)
        try host.write(String(repeating: "a", count: HostFiles.limit), to: "/etc/large")
        #expect(try files.read("/etc/large").bytes.count == HostFiles.limit)
        try host.write(String(repeating: "a", count: HostFiles.limit + 1), to: "/etc/large")
        #expect(throws: FileProblem.unusable) { try files.read("/etc/large") }
    }

    @Test("is found through links that are absolute, inside its own root and not outside")
    func links() throws {
        let host = try SampleHost()
        let files = HostFiles(root: host.folder.path)
        #expect(files.resolved("/etc/prosody/conf.d/meet.example.org.cfg.lua") == SampleHost.prosody)
        try Command.output(["ln", "-s", "../../../../../../../../etc/hostname", host.folder.file("etc/up")])
        #expect(files.resolved("/etc/up") == "/etc/hostname")
        #expect(throws: FileProblem.missing) { try files.read("/etc/up") }
        try Command.output(["ln", "-s", "/etc/round", host.folder.file("etc/round")])
        #expect(throws: (any Error).self) { try files.read("/etc/round") }
        try Command.output(["mkfifo", host.folder.file("etc/pipe")])
        #expect(throws: FileProblem.unusable) { try files.read("/etc/pipe") }
    }

    @Test("is not one where there is nothing")
    func empty() throws {
        let folder = try TemporaryFolder()
        let host = try SampleHost()
        let findings = HostCheck(
            root: folder.path,
            expectations: Expectations(
                host: "h.example", origin: "https://h.example", appID: "a", audience: "a",
                subject: "h.example",
                algorithm: "RS256", secret: nil, keyID: "k", namesModerators: true, listsFeatures: false,
                deliversInFragment: false)
        ).run().flatMap(\.findings)
        #expect(findings.contains { $0.result == .failed && $0.text.contains("VirtualHost \"h.example\"") })
        #expect(findings.contains { $0.result == .notChecked && $0.text.contains("no jicofo") })
        withExtendedLifetime(host) {}
    }
}
