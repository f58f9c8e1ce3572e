import Foundation
import Settings
import Testing

@Suite("A file that says only what it must")
struct DefaultsTests {
    let configuration: Configuration

    init() throws { configuration = try Sample.load() }

    @Test("gets the documented defaults for meet, listen and token")
    func meetListenToken() throws {
        #expect(configuration.meet.url.value.description == "https://meet.example.org")
        #expect(configuration.meet.url.value.authority == "meet.example.org")
        #expect(configuration.meet.delivery == .query)
        #expect(configuration.listen.socket.value == "/run/jitsi-ldap-login/fastcgi.sock")
        #expect(configuration.listen.mode.value == 0o660)
        #expect(configuration.listen.group.value == .name("www-data"))
        #expect(configuration.listen.workers.value == 16)
        #expect(configuration.token.appID.value == "meet")
        #expect(configuration.token.audience.value == "meet")
        #expect(configuration.token.subject.value == "meet.example.org")
        #expect(configuration.token.algorithm.value == .HS256)
        #expect(configuration.token.lifetime.value == .seconds(3600))
        guard case .secret(let file, let allowShort) = configuration.token.key else {
            Issue.record("HS256 has no secret")
            return
        }
        #expect(file.value.path == "/etc/jitsi/app-secret")
        #expect(!allowShort)
    }

    @Test(
        "gets as many connections to a server as it has workers, unless it says how many",
        arguments: [(2, "", 2), (64, "", 64), (1024, "", 256), (64, "  connections: 8\n", 8)])
    func connections(workers: Int, written: String, expected: Int) throws {
        let configuration = try Sample.load(
            Sample.file.replacingOccurrences(of: "directory:\n", with: "directory:\n" + written)
                + "\nlisten: {workers: \(workers)}\n")
        #expect(configuration.directory.connections.value == expected)
    }

    @Test("gets the documented defaults for the directory")
    func directory() throws {
        let directory = configuration.directory
        #expect(directory.addresses == ["ldaps://ldap.example.org"])
        #expect(!directory.startTLS.value)
        #expect(!directory.plainText.value)
        #expect(directory.connections.value == 16)
        #expect(directory.caFile == nil)
        #expect(directory.caDirectory == nil)
        #expect(directory.pins.isEmpty)
        #expect(directory.kind == nil)
        #expect(directory.timeout.value == .seconds(5))
        #expect(directory.bind.secretFile?.value.path == "/etc/jitsi/ldap-password")
        #expect(directory.users.attributes.id.value == "uid")
        #expect(directory.users.attributes.name.map(\.value) == ["displayName"])
        #expect(directory.users.attributes.email.map(\.value) == ["mail"])
        #expect(directory.users.attributes.avatar == nil)
        #expect(directory.groups.source.words == "attribute memberOf")
        #expect(!directory.groups.nested.value)
    }

    @Test("lets everybody in, makes nobody a moderator, and offers every language")
    func accessSessionPages() {
        #expect(configuration.access.allow.isEmpty)
        #expect(configuration.access.moderators.isEmpty)
        #expect(configuration.access.features == nil)
        #expect(configuration.session.idle.value == .seconds(2 * 3600))
        #expect(configuration.session.lifetime.value == .seconds(8 * 3600))
        #expect(configuration.session.keyFile.value.path == "/etc/jitsi/session-key")
        #expect(configuration.pages.languages == [.german, .english])
        #expect(configuration.pages.organisation == nil)
        #expect(configuration.pages.logo == nil)
        #expect(configuration.pages.help == nil)
        #expect(configuration.notices.isEmpty)
    }

    @Test("has a place for values that are not written: that of their section")
    func places() {
        let problem = configuration.token.lifetime.problem("is too long: write 1h")
        #expect(problem.description == "3:1: token.lifetime: is too long: write 1h")
        let filter = configuration.directory.users.filter?.problem("is wrong: correct it")
        #expect(filter?.description == "10:13: directory.users.filter: is wrong: correct it")
        let workers = configuration.listen.workers.problem("x")
        #expect(workers.description == "1:1: listen.workers: x")
    }
}
