import JitsiToken
import Pages
import Testing

@testable import jitsi_ldap_login

@Suite("The router")
struct RouterTests {
    private let router: Router

    init() throws {
        router = Router(
            assets: PageRenderer(site: Site(meet: try #require(Origin("https://meet.example.org")))).assets)
    }

    @Test(
        "knows every address of ours",
        arguments: [
            ("/_login", "ask"), ("/_login/", "ask"), ("/_login/to/", "ask"), ("/_login?x=1", "ask"),
            ("/_login?tenant=School", "ask School"), ("/_login/to/Room", "login /Room"),
            ("/_login/to/School/Room?lang=de", "login /School/Room?lang=de"),
            ("/_login/to/Room?jwt=x&a=1", "login /Room?a=1"),
            ("/_login?room=Room", "login /Room"),
            ("/_login?room=My+Room&tenant=School", "login /School/My%20Room"),
            ("/_login?state=%7B%7D&room=Room", "login /Room"), ("/_login/denied", "denied notAllowed -"),
            ("/_login/denied/to/Room", "denied notAllowed /Room"),
            ("/_login/denied/token/to/a/Room", "denied token /a/Room"),
            ("/_login/denied/token", "denied token -"), ("/_login/kicked", "kicked -"),
            ("/_login/kicked/to/Room", "kicked /Room"),
            ("/_login/logout", "logout"), ("/_login/hook.js", "asset"),
            ("/_login/avatar/AbC-_9?x=1", "avatar AbC-_9"),
            ("/_login/avatar/", "avatar "), ("/_login/avatar/a/b", "avatar a/b"),
            ("/_login/avatar", "unknown"),
            ("/_login/jwks.json", "keys /_login/jwks.json"),
            ("/_login/jwks.json?x=1", "keys /_login/jwks.json"),
            ("/_login/keys/0a.pem", "keys /_login/keys/0a.pem"), ("/_login/keys/", "keys /_login/keys/"),
            ("/_login/keys", "unknown"), ("/_login/jwks.jsonx", "unknown"),
            ("/health", "health"),
            ("/metrics", "metrics"),
            ("/_login/other", "unknown"), ("/_loginx", "unknown"), ("/", "unknown"), ("", "unknown"),
            ("/Room", "unknown"),
            ("/_login/to/*", "unreadable"), ("/_login/to//evil", "unreadable"),
            ("/_login/to/a/b/c", "unreadable"),
            ("/_login?room=%zz", "unreadable"), ("/_login?room=*", "unreadable"),
        ])
    func routes(address: String, expected: String) {
        #expect(describe(router.route(address)) == expected)
    }

    @Test(
        "knows one tenant only where all rooms are in it: it may be named, and no other",
        arguments: [
            ("/_login/to/Room?lang=de", "login /Room?lang=de"),
            ("/_login/to/shared/Room?x=1", "login /Room?x=1"),
            ("/_login/to/Shared/Room", "login /Room"), ("/_login/to/School/Room", "unreadable"),
            ("/_login?room=Room", "login /Room"), ("/_login?room=Room&tenant=shared", "login /Room"),
            ("/_login?room=Room&tenant=School", "unreadable"), ("/_login?tenant=School", "ask"),
            ("/_login/denied/to/School/Room", "unreadable"),
            ("/_login/kicked/to/shared/Room", "kicked /Room"),
        ])
    func oneTenant(address: String, expected: String) throws {
        let router = Router(assets: [], tenant: try Tenant(segment: "shared"))
        #expect(describe(router.route(address)) == expected)
    }

    private func describe(_ route: Route) -> String {
        switch route {
        case .login(let meeting): "login \(meeting.target)"
        case .askForRoom(let tenant): "ask" + (tenant.map { " " + $0 } ?? "")
        case .denied(let reason, let meeting): "denied \(reason) \(meeting?.target ?? "-")"
        case .kicked(let meeting): "kicked \(meeting?.target ?? "-")"
        case .logout: "logout"
        case .asset: "asset"
        case .avatar(let sealed): "avatar \(sealed)"
        case .keys(let path): "keys \(path)"
        case .health: "health"
        case .metrics: "metrics"
        case .unreadable: "unreadable"
        case .unknown: "unknown"
        }
    }
}
