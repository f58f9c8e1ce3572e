import Settings
import Testing

/// `jaas`: meetings at 8x8's service.
@Suite("jaas")
struct JaaSTests {
    private static let appID = "vpaas-magic-cookie-1fc542a3e4414a44b2611668195e2bfe"

    private static let jaas = """
        jaas:
          app-id: \(appID)
          key-id: 4f4910
          login-url: https://login.example.org
        """

    private static let directory = Sample.file.split(separator: "directory:")[1]

    /// A file whose section jaas has the lines 1 to 4 and whose section token begins with line 5.
    private static func text(
        _ jaas: String = jaas, token: String = "token: {key-file: token-key}", meet: String = ""
    )
        -> String
    {
        "\(jaas)\n\(token)\n\(meet)\ndirectory:\(directory)"
    }

    @Test("sets what the service wants of its tokens, and where the meetings are")
    func sets() throws {
        let configuration = try Sample.load(Self.text())
        #expect(configuration.meet.url.value.description == "https://8x8.vc")
        #expect(configuration.loginURL.value.description == "https://login.example.org")
        let token = configuration.token
        #expect(token.appID.value == "chat")
        #expect(token.audience.value == "jitsi")
        #expect(token.subject.value == Self.appID)
        #expect(token.algorithm.value == .RS256)
        #expect(token.lifetime.value == .seconds(3600))
        guard case .rsa(let file, let id) = token.key else {
            Issue.record("JaaS without a private key")
            return
        }
        #expect(file.value.path == "/etc/jitsi/token-key")
        #expect(id.value == "\(Self.appID)/4f4910")
        #expect(configuration.notices.isEmpty)
    }

    @Test("takes the whole kid as the console shows it, and what it sets where that is written as well")
    func written() throws {
        let jaas = Self.jaas.replacing("4f4910", with: "\(Self.appID)/4f4910")
        let token = """
            token: {app-id: chat, audience: jitsi, subject: \(Self.appID), algorithm: RS256, key-file: token-key, \
            key-id: \(Self.appID)/4f4910, lifetime: 2h}
            """
        let configuration = try Sample.load(
            Self.text(jaas, token: token, meet: "meet: {url: \"https://8x8.vc\"}"))
        #expect(configuration.token.lifetime.value == .seconds(7200))
        #expect(configuration.jaas?.keyID.value == "\(Self.appID)/4f4910")
    }

    @Test("is absent where it is not written: the login is where the meetings are")
    func absent() throws {
        let configuration = try Sample.load()
        #expect(configuration.jaas == nil)
        #expect(configuration.loginURL == configuration.meet.url)
    }

    @Test(
        "refuses what contradicts it",
        arguments: [
            (
                "token: {key-file: k, app-id: meet}",
                "token.app-id: \"meet\" is not what jaas makes of it, \"chat\": remove the key"
            ),
            (
                "token: {key-file: k, audience: meet}",
                "token.audience: \"meet\" is not what jaas makes of it, \"jitsi\": remove the key"
            ),
            (
                "token: {key-file: k, subject: meet.jitsi}",
                "token.subject: \"meet.jitsi\" is not what jaas makes of it, \"\(appID)\": remove the key"
            ),
            (
                "token: {key-file: k, key-id: login-2026}",
                "token.key-id: \"login-2026\" is not what jaas makes of it, \"\(appID)/4f4910\": remove the key"
            ),
            (
                "token: {key-file: k, algorithm: HS256}",
                "token.algorithm: \"HS256\" is not how JaaS wants its tokens signed: write RS256, or remove the key"
            ),
            (
                "token: {key-file: k, secret-file: app-secret}",
                "token.secret-file: is not used with jaas, whose tokens are signed with a private key: remove the key"
            ),
            (
                "token: {key-file: k, further-keys: [{key-id: a, public-key-file: /etc/hostname}]}",
                "token.further-keys: is not used with jaas: 8x8 knows the public keys that are uploaded in its console, "
                    + "remove the key"
            ),
            (
                "token: {lifetime: 1h}",
                "token.key-file: is missing: name the PEM file of the private key whose public half the JaaS console has"
            ),
        ])
    func contradictions(token: String, expected: String) {
        #expect(Sample.problems(Self.text(token: token)).map(Self.withoutPlace) == [expected])
    }

    @Test("sends tokens to nobody but the service")
    func otherMeet() {
        #expect(
            Sample.problems(Self.text(meet: "meet: {url: \"https://meet.example.org\"}")).map(
                Self.withoutPlace) == [
                    "meet.url: \"https://meet.example.org\" is not where JaaS has its meetings, https://8x8.vc: "
                        + "remove the key, and write your own host as jaas.login-url"
                ])
    }

    @Test(
        "says what is wrong in itself",
        arguments: [
            (
                "app-id: \(appID)", "app-id: my-app",
                "2:11: jaas.app-id: \"my-app\" is not an AppID: write it as the JaaS console shows it, "
                    + "vpaas-magic-cookie-1fc542a3…"
            ),
            (
                "app-id: \(appID)", "app-id: vpaas-magic-cookie-A/b",
                "2:11: jaas.app-id: \"vpaas-magic-cookie-A/b\" is not an AppID: write it as the JaaS console shows it, "
                    + "vpaas-magic-cookie-1fc542a3…"
            ),
            (
                "key-id: 4f4910", "key-id: vpaas-magic-cookie-0/4f4910",
                "3:11: jaas.key-id: \"vpaas-magic-cookie-0/4f4910\" is the key of another AppID than jaas.app-id: "
                    + "correct one of them"
            ),
            (
                "key-id: 4f4910", "key-id: a b",
                "3:11: jaas.key-id: \"a b\" is not the id of an API key: write it as the JaaS console shows it, 4f4910"
            ),
            (
                "https://login.example.org", "https://8x8.vc",
                "4:14: jaas.login-url: is where the meetings are: write your own host, "
                    + "on which nginx hands /_login to the responder"
            ),
            (
                "\n  login-url: https://login.example.org", "",
                "1:1: jaas.login-url: is missing: write where this login is visited, https://login.example.org"
            ),
            (
                "\n  key-id: 4f4910", "",
                "1:1: jaas.key-id: is missing: write the id of the API key that the JaaS console shows"
            ),
        ])
    func wrong(old: String, new: String, expected: String) {
        #expect(Sample.problems(Self.text(Self.jaas.replacing(old, with: new))) == [expected])
    }

    private static func withoutPlace(_ problem: String) -> String {
        problem.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? problem
    }
}
