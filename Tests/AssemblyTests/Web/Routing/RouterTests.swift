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
            ("/_login/other", "ask"), ("/_login/other?room=Room", "login /Room"),
            ("/_login/otherwise", "unknown"), ("/_loginx", "unknown"), ("/", "unknown"), ("", "unknown"),
            ("/Room", "unknown"),
            ("/_login/to/*", "unreadable"), ("/_login/to//evil", "unreadable"),
            ("/_login/to/a/b/c", "unreadable"),
            ("/_login?room=%zz", "unreadable"), ("/_login?room=*", "unreadable"),
        ])
    func routes(address: String, expected: String) {
        #expect(describe(router.route(address)) == expected)
    }

    @Test(
        "reads what Jitsi's tokenAuthUrl brings: room, tenant, overrides, the app, the pop-up",
        arguments: [
            ("state=%7Bstate%7D&room=Room", "login /Room"), ("state=&room=Room", "login /Room"),
            ("state={state}&room=Room", "login /Room"), ("state=%7Bstate%7D", "ask"),
            ("state=%7B%22room%22%3A%22Room%22%7D", "login /Room"),
            ("state=%7B%22room%22%3A%22R%25C3%25A9union%22%7D&room=R%C3%A9union", "login /R%C3%A9union"),
            (
                "state=%7B%22room%22%3A%22Room%22%2C%22tenant%22%3A%22School%22%2C%22config.a%22%3A%5B1%5D%7D&room=Room",
                "login /School/Room#config.a=%5B1%5D"
            ),
            ("state=%7B%22config.a%22%3Atrue%7D&room=Room&tenant=School", "login /School/Room#config.a=true"),
            ("state=%7B%22ios%22%3Atrue%7D&room=Room", "login /Room by ios"),
            (
                "state=%7B%22electron%22%3Atrue%2C%22config.a%22%3A0%7D&room=Room",
                "login /Room#config.a=0 by electron"
            ),
            ("state=%7B%7D&room=Room&nonce=0123456789abcdef", "login /Room for 0123456789abcdef"),
            (
                "state=%7B%22android%22%3Atrue%7D&room=Room&nonce=0123456789abcdef",
                "login /Room for 0123456789abcdef"
            ),
            ("room=Room&nonce=", "login /Room"), ("room=Room&code_challenge=x", "login /Room"),
            ("state=%7B%22room%22%3A%22Other%22%7D&room=Room", "unreadable"),
            ("state=x&room=Room", "unreadable"),
            ("state=%257B%257D&room=Room", "unreadable"),
            ("state=%7B%7D&state=%7B%7D&room=Room", "unreadable"),
            ("state=%7B%22a%22%3A%22%E9%22%7D&room=Room", "unreadable"),
            ("room=Room&nonce=short", "unreadable"), ("room=Room&nonce=0123456789abcdef%22", "unreadable"),
            ("room=Room&nonce=0123456789abcdef&nonce=0123456789abcdef", "unreadable"),
            ("state=" + String(repeating: "%7B", count: 20_000) + "&room=Room", "unreadable"),
        ])
    func tokenAuthURL(query: String, expected: String) {
        #expect(describe(router.route("/_login?" + query)) == expected)
    }

    private func describe(_ destination: Destination) -> String {
        let fragment = destination.meeting.overrides.fragment
        let way =
            switch destination.way {
            case .browser: ""
            case .app(let app): " by \(app)"
            case .invite: " to invite"
            case .popUp(let nonce): " for \(nonce.text)"
            }
        return "login \(destination.meeting.target)" + (fragment.isEmpty ? "" : "#" + fragment) + way
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
        case .invited(let sealed): "invited \(sealed)"
        case .login(let destination): describe(destination)
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
