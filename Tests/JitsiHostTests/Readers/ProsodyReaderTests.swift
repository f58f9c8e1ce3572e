import Secrets
import TestSupport
import Testing

@testable import JitsiHost

@Suite("Reading Prosody's files")
struct ProsodyReaderTests {
    private static func read(_ lua: String) -> ProsodyFile {
        ProsodyReader.read(HostFile(path: "/x.cfg.lua", bytes: Array(lua.utf8)))
    }

    @Test("finds what Lua means, as the installer's reader does", arguments: ProsodyVector.all)
    func agrees(vector: ProsodyVector) {
        let settings = ProsodySettings([Self.read(vector.lua)])
        let host = settings.tokenHost(named: "h.example")
        let value: String =
            if vector.key == "xmpp-domain" {
                host?.name ?? ""
            } else {
                switch host.flatMap({ settings.setting(vector.key, in: $0)?.value }) {
                case .text(let text): text
                case .list(let list): list.joined(separator: "\n")
                case .secret(let secret): secret.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                default: ""
                }
            }
        #expect(value == vector.value)
    }

    @Test("keeps a secret as one: it cannot be printed")
    func secret() {
        let setting = Self.read(#"app_secret = "do not show""#).sections[0]["app_secret"]
        #expect(!"\(String(reflecting: setting))".contains("do not show"))
    }

    @Test(
        "names the line of what only Lua can work out, and takes nothing from there",
        arguments: [
            ("app_id = \"a\"\nif x then\n  app_id = \"b\"\nend\nafter = \"c\"", 2),
            ("app_id = \"a\"\nprint(\"x\")\nafter = \"c\"", 2),
            ("app_id = \"a\"\nfor _, v in pairs({}) do\n app_id = v\nend\nafter = \"c\"", 2),
            ("app_id = \"a\"\nInclude(name)\nafter = \"c\"", 2),
        ])
    func notUnderstood(lua: String, line: Int) {
        let file = Self.read(lua)
        #expect(file.notUnderstood.contains { $0.line == line })
        #expect(file.sections[0]["after"]?.value.text == "c")
        #expect(file.sections[0].settings.first { $0.name == "app_id" }?.value.text == "a")
        for setting in file.sections[0].settings.dropFirst() where setting.name == "app_id" {
            #expect(setting.value.text == nil)
        }
    }

    @Test(
        "takes no half of an expression for its value",
        arguments: ["\"a\" or \"b\"", "\"a\" and \"b\"", "\"a\" .. b", "1 + 1"])
    func expressions(value: String) {
        let setting = Self.read("app_id = \(value)\nafter = \"c\"").sections[0]["app_id"]
        if case .notUnderstood = setting?.value {} else { Issue.record("\(String(describing: setting))") }
    }

    @Test("reads all of the file that Jitsi ships, with the lines of its settings")
    func shipped() {
        let file = Self.read(
            """
            plugin_paths = { "/usr/share/jitsi-meet/prosody-plugins/" }
            external_services = {
                 { type = "stun", host = "h.example", port = 3478 },
            };
            VirtualHost "h.example"
                authentication = "token" -- do not delete me
                ssl = { key = "/k"; certificate = "/c"; }
                av_moderation_component = "avmoderation.h.example"
                main_muc = "conference.h.example"
            Component "conference.h.example" "muc"
                restrict_room_creation = true
                modules_enabled = {
                    "muc_meeting_id"; -- a comment
                    "token_verification";
                }
                admins = { "focus@auth.h.example" }
                muc_room_locking = false
            Component "focus.h.example" "client_proxy"
                target_address = "focus@auth.h.example"
            """)
        #expect(file.notUnderstood.isEmpty)
        let settings = ProsodySettings([file])
        let host = settings.tokenHost(named: "h.example")
        #expect(host?["authentication"]?.place.line == 6)
        let rooms = host.flatMap(settings.rooms)
        #expect(rooms?["modules_enabled"]?.value.list == ["muc_meeting_id", "token_verification"])
        #expect(rooms?["restrict_room_creation"]?.value.truth == true)
        #expect(settings.global.first { $0.name == "external_services" }?.value.list == [])
    }

    @Test("ends on any bytes")
    func anyBytes() {
        var generator = SystemRandomNumberGenerator()
        let pieces = [
            "\"", "'", "[[", "]]", "{", "}", "(", "--", "--[[", "=", "\\", "VirtualHost", "if", "end", "a",
            "\n", "..", "\u{0}", "function",
        ]
        for _ in 0..<2000 {
            let text = (0..<20).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined(
                separator: Bool.random() ? " " : "")
            let file = HostFile(path: "/x", bytes: Array(text.utf8))
            _ = ProsodyReader.read(file)
            _ = HoconReader.read(file)
            _ = ScriptReader.read(file)
            _ = NginxReader.read(file)
            _ = PropertiesReader.read(file)
            _ = InstalledPackages(file, names: ["a"])
        }
    }
}
