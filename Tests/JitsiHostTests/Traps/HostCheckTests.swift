import Foundation
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

    @Test(
        "may have RS keys that Prosody asks us for, by the host's name or on loopback",
        arguments: [
            "asap_key_server = \"https://meet.example.org/_login/keys/\"",
            "asap_key_server = \"http://127.0.0.1:9817/_login/keys\"",
            "cache_keys_url = \"http://localhost:9817/_login/jwks.json\"",
        ])
    func publicKeys(setting: String) throws {
        let host = try SampleHost()
        try host.change(SampleHost.prosody, "app_secret = \"\(SampleHost.secret)\"", setting)
        let findings = host.check(SampleHost.Wishes(algorithm: "RS256", secret: nil))
        #expect(findings.allSatisfy { $0.result == .ok }, "\(findings.filter { $0.result != .ok })")
    }

    @Test("has a list of keys whose address ends as it is: a slash more, and there is none")
    func listWithSlash() throws {
        let host = try SampleHost()
        try host.change(
            SampleHost.prosody, "app_secret = \"\(SampleHost.secret)\"",
            "cache_keys_url = \"https://meet.example.org/_login/jwks.json/\"")
        let bad = host.check(SampleHost.Wishes(algorithm: "RS256", secret: nil)).filter { $0.result != .ok }
        #expect(bad.map(\.result) == [.failed])
        #expect(bad.first?.remedies == ["write https://meet.example.org/_login/jwks.json"])
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

    @Test("is found behind links to folders, too, inside its own root and not outside")
    func folderLinks() throws {
        let host = try SampleHost()
        let files = HostFiles(root: host.folder.path)
        let links = [
            ("srv/prosody", "/etc/prosody"), ("srv/conf", "prosody/conf.d"), ("srv/up", "../../../../../etc"),
        ]
        try host.write("", to: "/srv/x")
        for (link, target) in links { try Command.output(["ln", "-s", target, host.folder.file(link)]) }
        #expect(files.resolved("/srv/prosody/conf.d/meet.example.org.cfg.lua") == SampleHost.prosody)
        #expect(files.resolved("/srv/conf/meet.example.org.cfg.lua") == SampleHost.prosody)
        #expect(try files.read("/srv/conf/meet.example.org.cfg.lua").bytes.count > 100)
        #expect(try files.list("/srv/conf") == ["/srv/conf/meet.example.org.cfg.lua"])
        // The machine that this runs on has these; the host does not.
        #expect(!files.exists("/srv/up/passwd"))
        try Command.output(["ln", "-s", "/usr/share", host.folder.file("srv/share")])
        #expect(throws: FileProblem.missing) { try files.read("/srv/share/doc/base-files/README") }
        try Command.output(["ln", "-s", "/srv/round/a", host.folder.file("srv/round")])
        #expect(throws: (any Error).self) { try files.read("/srv/round/passwd") }
    }

    @Test("may keep its folders to itself, which is not the same as having none")
    func closedFolder() throws {
        let host = try SampleHost()
        let files = HostFiles(root: host.folder.path)
        let folder = host.folder.file("etc")
        try Command.output(["chmod", "0", folder])
        defer { _ = try? Command.output(["chmod", "755", folder]) }
        try asNobody {
            #expect(throws: FileProblem.forbidden) { try files.read(SampleHost.jicofo) }
            #expect(throws: FileProblem.forbidden) { try files.list("/etc/prosody/conf.d") }
            let findings = host.check()
            #expect(findings.contains { $0.result == .forbidden && $0.place?.path == SampleHost.jicofo })
            #expect(
                !findings.contains { $0.result == .failed || $0.text.contains("there is no") }, "\(findings)")
        }
    }

    /// What this thread reads in the meantime, it reads as nobody (setfsuid(2)); Swift's Glibc does not have the call.
    private func asNobody(_ work: () throws -> Void) throws {
        guard geteuid() == 0 else { return try work() }
        let symbol = try #require(dlsym(nil, "setfsuid"))
        let setfsuid = unsafeBitCast(symbol, to: (@convention(c) (UInt32) -> Int32).self)
        _ = setfsuid(65_534)
        defer { _ = setfsuid(0) }
        try work()
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
