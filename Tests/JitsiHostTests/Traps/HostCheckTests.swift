import TestSupport
import Testing

@testable import JitsiHost

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
